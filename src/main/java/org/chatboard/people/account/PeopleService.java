package org.chatboard.people.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chatboard.people.name.NameKey;
import org.chatboard.people.name.SearchWords;

/** Reads the people list, one page at a time. Each method runs in one JTA transaction. */
@Stateless
public class PeopleService {
    /** A role that no account has. */
    private static final String NONE = "";

    private static final Comparator<FoundPerson> BY_NAME = Comparator.<FoundPerson, String>comparing(
                    person -> NameKey.of(person.displayName()))
            .thenComparing(FoundPerson::id);

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
        return page(caller.accountId(), Account.GUEST, query, after, limit);
    }

    /** Reads one page as {@link #page} does, and among these people the guests who are in a room with the caller, marked. */
    public PeoplePage pageWithGuests(SignedInAccount caller, String query, PeopleCursor after, int limit) {
        PeoplePage people = page(caller, query, after, limit);
        return caller.isGuest() ? people : merge(people, guests.with(caller.accountId(), query, after, limit), limit);
    }

    /** Reads one page as {@link #page} does, and all guests among them, marked. For administrators. */
    public PeoplePage pageOfAll(SignedInAccount caller, String query, PeopleCursor after, int limit) {
        return page(caller.accountId(), NONE, query, after, limit);
    }

    /** Merges two pages that begin after the same cursor. */
    private static PeoplePage merge(PeoplePage one, PeoplePage other, int limit) {
        List<FoundPerson> both = Stream.concat(one.people().stream(), other.people().stream())
                .sorted(BY_NAME)
                .toList();
        if (both.size() <= limit && one.next() == null && other.next() == null) {
            return new PeoplePage(both, null);
        }
        List<FoundPerson> page = both.subList(0, limit);
        FoundPerson last = page.get(limit - 1);
        return new PeoplePage(page, new PeopleCursor(NameKey.of(last.displayName()), last.id()).encode());
    }

    private PeoplePage page(long self, String leftOut, String query, PeopleCursor after, int limit) {
        List<ListedPerson> found = read(
                self,
                leftOut,
                query.strip().replaceFirst("^@", ""),
                after,
                limit + 1); // one more row shows whether there is a next page
        boolean more = found.size() > limit;
        List<ListedPerson> page = more ? found.subList(0, limit) : found;
        String next = more ? PeopleCursor.after(page.get(limit - 1)).encode() : null;
        return new PeoplePage(page.stream().map(ListedPerson::person).toList(), next);
    }

    private List<ListedPerson> read(long self, String leftOut, String query, PeopleCursor after, int limit) {
        if (query.isEmpty()) {
            return everyone(self, leftOut, after, limit);
        }
        List<String> words = SearchWords.ofQuery(query);
        return words.isEmpty() ? List.of() : PeopleSearch.find(em, words, self, leftOut, after, limit);
    }

    private List<ListedPerson> everyone(long self, String leftOut, PeopleCursor after, int limit) {
        return em.createNamedQuery(Account.LIST_PEOPLE, Account.class)
                .setParameter("self", self)
                .setParameter("left", leftOut)
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultStream()
                .map(Account::toListedPerson)
                .toList();
    }
}
