package org.chatboard.chat.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ReceiptFrame;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.preference.PreferencesChanged;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.ErrorReference;

/**
 * Sends {@code receipt} to open pages when an account hides its receipts or shows them again, for the account and for the other
 * members of its rooms, so that pages show what they would show after a reload. The rooms are read on a managed thread.
 */
@ApplicationScoped
class ReceiptVisibilityBroadcaster {
    private static final Logger LOG = Logger.getLogger(ReceiptVisibilityBroadcaster.class.getName());
    private static final int PAGE = 200;

    @Resource
    ManagedExecutorService executor;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    RoomCache rooms;

    @Inject
    Connections connections;

    @Inject
    Settings settings;

    /** Accounts whose rooms must be read. The rooms of an account are read once, even after several changes. */
    private final Set<Long> pending = ConcurrentHashMap.newKeySet();

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        if (event.former().hidesReceipts() != event.preferences().hidesReceipts() && pending.add(event.accountId())) {
            // on another thread, because an observer of a commit must not read the database
            executor.execute(() -> sendAll(event.accountId()));
        }
    }

    /** Synchronized, so that after two changes in a row the last frames are those of the second. */
    private synchronized void sendAll(long account) {
        pending.remove(account); // before the read, so that a later change causes another read
        try {
            String next = null;
            do {
                RoomOverviewPage page = overviews.page(account, next, PAGE);
                page.rooms().forEach(room -> send(account, room));
                next = page.next();
            } while (next != null);
        } catch (RuntimeException e) {
            ErrorReference.log(
                    LOG,
                    "The receipts setting could not be sent to open pages: they show old receipts until they are reloaded",
                    e);
        }
    }

    private void send(long account, RoomOverview room) {
        Optional<RoomMembers> small =
                rooms.members(room.room()).filter(members -> members.sharesReceipts(settings.limits()));
        small.ifPresent(members -> {
            for (long other : members.accountIds()) {
                if (other != account) {
                    boolean shown = reach(room, other).isPresent();
                    send(account, room, other, shown);
                    send(other, room, account, shown);
                }
            }
        });
    }

    private void send(long reader, RoomOverview room, long owner, boolean shown) {
        String frame = ReceiptFrame.receipt(room.room(), owner, shown ? reach(room, owner) : Optional.empty());
        connections
                .ofAccount(reader)
                .forEach(connection -> connection.subscriptions().offerUnnumbered(room.room(), frame));
    }

    private static Optional<RoomOverview.MemberReceipt> reach(RoomOverview room, long account) {
        return room.receipts().stream()
                .filter(reach -> reach.accountId() == account)
                .findFirst();
    }
}
