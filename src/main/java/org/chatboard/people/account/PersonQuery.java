package org.chatboard.people.account;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatboard.platform.database.InList;

/** Reads the names of accounts in the caller's transaction. */
public final class PersonQuery {
    private static final String BY_IDS =
            "SELECT a.id, a.username, a.displayName, a.avatar, a.disabledAt FROM Account a WHERE a.id IN :ids";

    private PersonQuery() {}

    /** {@return the persons with these account ids, by id, also if the account is disabled} */
    public static Map<Long, Person> byIds(EntityManager em, Collection<Long> ids) {
        return rows(em, ids).stream()
                .map(PersonQuery::person)
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    /** {@return those of the accounts that are not disabled, in no particular order} */
    static List<Person> enabled(EntityManager em, Collection<Long> ids) {
        return rows(em, ids).stream()
                .filter(row -> row[4] == null)
                .map(PersonQuery::person)
                .toList();
    }

    private static List<Object[]> rows(EntityManager em, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : em.createQuery(BY_IDS, Object[].class)
                        .setParameter("ids", InList.padded(ids))
                        .getResultList();
    }

    private static Person person(Object[] row) {
        return new Person((Long) row[0], (String) row[1], (String) row[2], (String) row[3]);
    }
}
