package org.chatboard.conversation.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.GuestPeople;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.PeoplePage;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/**
 * Which accounts an account sees, and with which it may begin a conversation of two. A guest sees the members of its own rooms only; all
 * others see everybody. Nobody begins a conversation of two with a guest, and a guest begins none. {@code BatchMembers} has the rules
 * that the write path applies.
 */
@ApplicationScoped
public class PeopleVisibility implements GuestPeople {
    private static final int MAX_ROOM_IDS = 50_000;

    @Inject
    GuestPeersQuery peers;

    @Inject
    RoomCache rooms;

    @Inject
    AccountService accounts;

    /** Ids of the rooms of each guest. As in {@link RoomCache}, a change waits for a load that is running and evicts after it. */
    private final Cache<Long, List<Long>> roomIdsByGuest = Caffeine.newBuilder()
            .maximumWeight(MAX_ROOM_IDS)
            .weigher((Long guest, List<Long> roomIds) -> roomIds.size() + 1)
            .executor(Runnable::run) // evicts on the calling thread: the container manages no threads of Caffeine
            .build();

    /**
     * {@return whether an account may know the name and the presence of another one} Reads the database only for a guest whose rooms or their
     * members are not cached.
     */
    public boolean sees(SignedInAccount viewer, long account) {
        return !viewer.isGuest() || viewer.accountId() == account || shareARoom(viewer.accountId(), account);
    }

    private boolean shareARoom(long guest, long account) {
        return roomIdsByGuest.get(guest, peers::roomIds).stream()
                .flatMap(roomId -> rooms.members(roomId).stream())
                .anyMatch(room -> room.has(guest) && room.has(account));
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

    @Override
    public PeoplePage with(long account, String query, PeopleCursor after, int limit) {
        return peers.guests(account, query.strip().replaceFirst("^@", ""), after, limit);
    }

    /** Evicts the guests who have become members of a room or are members no more. {@link RoomCache} evicts the rooms. */
    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipsChanged event) {
        event.changes().forEach(change -> roomIdsByGuest.invalidate(change.accountId()));
    }
}
