package org.chatboard.conversation.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.GuestPeople;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.PeoplePage;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/**
 * Whom an account sees, and to whom it may write alone. Everybody sees everybody, except guests: they see their rooms and the members of
 * these, and nobody has a conversation of two with a guest. {@code BatchMembers} has the rules that the write path applies.
 */
@ApplicationScoped
public class PeopleVisibility implements GuestPeople {
    private static final int MAX_GUESTS = 5_000;

    @Inject
    GuestPeersQuery peers;

    @Inject
    AccountService accounts;

    /** The members of each room of a guest, by the ids of guest and room. */
    private final Cache<Long, Map<Long, Set<Long>>> membersByGuest = Caffeine.newBuilder()
            .maximumSize(MAX_GUESTS)
            .executor(Runnable::run) // evicts on the calling thread: the container manages no threads of Caffeine
            .build();

    private final AtomicLong changes = new AtomicLong();

    /** {@return whether an account may know the name and the presence of another one} */
    public boolean sees(SignedInAccount viewer, long account) {
        return !viewer.isGuest()
                || viewer.accountId() == account
                || membersOf(viewer.accountId()).values().stream().anyMatch(members -> members.contains(account));
    }

    /** Does not keep what it has read if memberships were changed meanwhile, because it may be stale then. */
    private Map<Long, Set<Long>> membersOf(long guest) {
        Map<Long, Set<Long>> cached = membersByGuest.getIfPresent(guest);
        if (cached != null) {
            return cached;
        }
        long before = changes.get();
        Map<Long, Set<Long>> read = peers.members(guest);
        membersByGuest.put(guest, read);
        if (changes.get() != before) {
            membersByGuest.asMap().remove(guest, read);
        }
        return read;
    }

    /** {@return whether two accounts may begin a conversation of two} */
    public boolean mayWriteTo(SignedInAccount sender, long account) {
        return !sender.isGuest() && !accounts.isGuest(account);
    }

    /** @throws RejectedException 403 if the account is a guest */
    public void rejectGuest(SignedInAccount account) {
        if (account.isGuest()) {
            throw new RejectedException(403, Translations.text("guest.notAllowed"));
        }
    }

    @Override
    public PeoplePage page(long guest, String query, PeopleCursor after, int limit) {
        return peers.page(guest, query.strip().replaceFirst("^@", ""), after, limit);
    }

    /** Evicts the guests whose rooms have other members now. */
    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipsChanged event) {
        changes.incrementAndGet();
        for (MembershipsChanged.Change change : event.changes()) {
            membersByGuest.invalidate(change.accountId());
            membersByGuest.asMap().values().removeIf(rooms -> rooms.containsKey(change.roomId()));
        }
    }
}
