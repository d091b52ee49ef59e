package org.chatboard.account;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists people by name, a page at a time. */
@Stateless
public class PeopleService {
    private static final Comparator<Account> BY_NAME =
            Comparator.comparing(Account::nameKey).thenComparing(Account::id);

    @PersistenceContext
    EntityManager em;

    /**
     * Everyone but one person, disabled accounts aside, ordered by display name without regard to case and accents.
     *
     * @param self database id of the account that is left out
     * @param query what the display name or the username must begin with, however it is accented; blank for everyone
     * @param after where the page before ended
     * @param limit most people, 1 to 200
     */
    public PeoplePage page(long self, String query, PeopleCursor after, int limit) {
        String prefix = NameKey.of(query.strip());
        List<Account> found = prefix.isEmpty()
                ? read(named(Account.PEOPLE), self, after, limit)
                : withPrefix(self, prefix, after, limit);
        boolean more = found.size() > limit;
        List<Account> page = more ? found.subList(0, limit) : found;
        String next = more ? PeopleCursor.after(page.get(limit - 1)).encode() : null;
        return new PeoplePage(page.stream().map(Account::toPerson).toList(), next);
    }

    /** Each of the two prefixes is a range of its own index: one query for both would read every account. */
    private List<Account> withPrefix(long self, String prefix, PeopleCursor after, int limit) {
        Stream<Account> byName = NameKey.above(prefix)
                .map(above -> read(range(Account.PEOPLE_BY_NAME, prefix, above), self, after, limit))
                .stream()
                .flatMap(List::stream);
        Stream<Account> byUsername = Optional.of(prefix)
                .filter(UsernameRules::isPrefix)
                .flatMap(NameKey::above)
                .map(above -> read(range(Account.PEOPLE_BY_USERNAME, prefix, above), self, after, limit))
                .stream()
                .flatMap(List::stream);
        return Stream.concat(byName, byUsername)
                .distinct() // the persistence context gives one object for one account
                .sorted(BY_NAME)
                .limit(limit + 1L)
                .toList();
    }

    private TypedQuery<Account> named(String query) {
        return em.createNamedQuery(query, Account.class);
    }

    private TypedQuery<Account> range(String query, String from, String below) {
        return named(query).setParameter("from", from).setParameter("below", below);
    }

    /** One more than the limit tells whether there is a next page. */
    private static List<Account> read(TypedQuery<Account> query, long self, PeopleCursor after, int limit) {
        return query.setParameter("self", self)
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id())
                .setMaxResults(limit + 1)
                .getResultList();
    }
}
