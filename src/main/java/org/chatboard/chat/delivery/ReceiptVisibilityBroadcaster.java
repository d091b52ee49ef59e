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
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.people.preference.PreferencesChanged;
import org.chatboard.platform.support.ErrorReference;

/**
 * Somebody shows their receipts from now on, or does not any more: takes those of both sides from the pages that show them, or
 * brings them, so that they show what they would after a reload.
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
    Connections connections;

    /** Whose rooms are still to be looked at: once, however often they changed their mind meanwhile. */
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        if (event.former().hidesReceipts() != event.preferences().hidesReceipts() && waiting.add(event.accountId())) {
            executor.execute(() -> tellAll(event.accountId())); // the database cannot be asked within a commit
        }
    }

    /** One after the other: of two changes in a row the second looks at what is true after both. */
    private synchronized void tellAll(long account) {
        waiting.remove(account); // first: what changes from here on is looked at again
        try {
            String next = null;
            do {
                RoomOverviewPage page = overviews.page(account, next, PAGE);
                page.rooms().forEach(room -> tell(account, room));
                next = page.next();
            } while (next != null);
        } catch (RuntimeException e) {
            ErrorReference.log(
                    LOG,
                    "The receipts setting could not be sent to open pages: they show old receipts until they are reloaded",
                    e);
        }
    }

    private void tell(long account, RoomOverview room) {
        room.members().stream().filter(member -> member.id() != account).forEach(other -> {
            boolean shown = reach(room, other.id()).isPresent();
            tell(account, room, other.id(), shown);
            tell(other.id(), room, account, shown);
        });
    }

    private void tell(long reader, RoomOverview room, long whose, boolean shown) {
        String frame = ServerFrame.receipt(room.room(), whose, shown ? reach(room, whose) : Optional.empty());
        connections
                .ofAccount(reader)
                .forEach(connection -> connection.subscriptions().offerUnnumbered(room.room(), frame));
    }

    private static Optional<RoomOverview.Reach> reach(RoomOverview room, long account) {
        return room.receipts().stream()
                .filter(reach -> reach.accountId() == account)
                .findFirst();
    }
}
