package org.chatboard.people.account;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.people.name.NameKey;
import org.chatboard.people.name.SearchWords;

/**
 * Finds people by their search words, one page at a time, sorted by display name. The query scans the index range of the longest
 * query word, which is usually the rarest, and joins the other words and the account by primary key.
 */
final class PeopleSearch {
    /**
     * The Derby hints fix the plan: without them Derby plans before it knows the parameters, and scans all accounts. PostgreSQL
     * reads the hints as comments.
     */
    private static final String FROM = """
            SELECT DISTINCT a.name_key, a.id, a.username, a.display_name, a.avatar, a.role
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            account_word w --DERBY-PROPERTIES index=account_word_ix
            """;

    private static final String FURTHER_WORD = """
            JOIN account_word w%1$d --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=account_word_pk
            ON w%1$d.account_id = w.account_id AND w%1$d.word >= ? AND w%1$d.word < ?
            """;

    private static final String REST = """
            JOIN account a --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=account_pk
            ON a.id = w.account_id
            WHERE w.word >= ? AND w.word < ? AND a.name_key >= ? AND (a.name_key > ? OR a.id > ?) AND a.id <> ?
                AND a.disabled_at IS NULL AND a.role <> ?
            ORDER BY a.name_key, a.id""";

    private PeopleSearch() {}

    /**
     * {@return the SQL for a number of query words} Its parameters: both bounds of each word but the first, both bounds of the
     * first word, the cursor's name key (twice) and id, the id of the excluded account, the excluded role.
     */
    static String select(int words) {
        StringBuilder sql = new StringBuilder(FROM);
        for (int further = 1; further < words; further++) {
            sql.append(FURTHER_WORD.formatted(further));
        }
        return sql.append(REST).toString();
    }

    /**
     * Finds one page of people.
     *
     * @param words query words of {@link SearchWords#ofQuery}, at least one
     * @param limit page size
     * @param leftOut role of the accounts that are left out
     * @return the people that match all words, without {@code self} and disabled accounts
     */
    static List<ListedPerson> find(
            EntityManager em, List<String> words, long self, String leftOut, PeopleCursor after, int limit) {
        Query query = em.createNativeQuery(select(words.size())).setMaxResults(limit);
        List<Object> parameters = new ArrayList<>();
        for (int i = 1; i <= words.size(); i++) {
            String word = words.get(i % words.size());
            parameters.add(word);
            parameters.add(NameKey.upperBound(word).orElse(word)); // a word without an upper bound gets an empty range
        }
        parameters.addAll(List.of(after.nameKey(), after.nameKey(), after.id(), self, leftOut));
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        List<ListedPerson> found = new ArrayList<>();
        for (Object row : query.getResultList()) {
            Object[] column = (Object[]) row;
            Person person = new Person((Long) column[1], (String) column[2], (String) column[3], (String) column[4]);
            found.add(new ListedPerson((String) column[0], FoundPerson.of(person, Account.GUEST.equals(column[5]))));
        }
        return found;
    }
}
