package org.chatboard.people.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.chatboard.people.name.SearchWords;

/** Reads the people list, one page at a time. Each method runs in one JTA transaction. */
@Stateless
public class PeopleService {
    @PersistenceContext
    EntityManager em;

    @Inject
    GuestPeople guests;

    /**
     * Reads one page of the enabled accounts, sorted by display name without regard to case and accents. Guests are not among them: they
     * talk in their rooms alone, and see only the members of these.
     *
     * @param caller the reader, who is left out
     * @param query prefixes of words in the display name or the username, without regard to accents; blank for everyone; a
     *     leading {@code @} is ignored
     * @param after cursor of the page
     * @param limit page size, 1 to 200
     */
    public PeoplePage page(SignedInAccount caller, String query, PeopleCursor after, int limit) {
        if (caller.isGuest()) {
            return guests.page(caller.accountId(), query, after, limit);
        }
        List<ListedPerson> found = read(
                caller.accountId(),
                query.strip().replaceFirst("^@", ""),
                after,
                limit + 1); // one more row shows whether there is a next page
        boolean more = found.size() > limit;
        List<ListedPerson> page = more ? found.subList(0, limit) : found;
        String next = more ? PeopleCursor.after(page.get(limit - 1)).encode() : null;
        return new PeoplePage(page.stream().map(ListedPerson::person).toList(), next);
    }

    private List<ListedPerson> read(long self, String query, PeopleCursor after, int limit) {
        if (query.isEmpty()) {
            return everyone(self, after, limit);
        }
        List<String> words = SearchWords.ofQuery(query);
        return words.isEmpty() ? List.of() : PeopleSearch.find(em, words, self, after, limit);
    }

    private List<ListedPerson> everyone(long self, PeopleCursor after, int limit) {
        return em.createNamedQuery(Account.LIST_PEOPLE, Account.class)
                .setParameter("self", self)
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultStream()
                .map(Account::toListedPerson)
                .toList();
    }
}
