package org.chatboard.people.account;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.chatboard.people.name.SearchWords;

/** Lists people by name, a page at a time. */
@Stateless
public class PeopleService {
    @PersistenceContext
    EntityManager em;

    /**
     * Everyone but one person, disabled accounts aside, ordered by display name without regard to case and accents.
     *
     * @param self database id of the account that is left out
     * @param query beginnings of words of the display name or the username, however they are accented; blank for everyone; an
     *     {@code @} before it is ignored
     * @param after where the page before ended
     * @param limit most people, 1 to 200
     */
    public PeoplePage page(long self, String query, PeopleCursor after, int limit) {
        List<ListedPerson> found =
                read(self, query.strip().replaceFirst("^@", ""), after, limit + 1); // one more: is there a next page?
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
        return em.createNamedQuery(Account.PEOPLE, Account.class)
                .setParameter("self", self)
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultStream()
                .map(Account::toListed)
                .toList();
    }
}
