package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.people.preference.PreferencesCache;

/** Sends committed messages, changes and receipts to the sockets of the room's members on this node. */
@ApplicationScoped
class RoomBroadcaster {
    private static final Logger LOG = Logger.getLogger(RoomBroadcaster.class.getName());

    @Inject
    Connections connections;

    @Inject
    ReplaySender replays;

    @Inject
    PreferencesCache preferences;

    void onPosted(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesPosted event) {
        for (MessagesPosted.Posted posted : event.messages()) {
            MessageDto message = posted.message();
            Encoded forOthers = new Encoded(posted, false);
            Encoded forSender = new Encoded(posted, true);
            for (long account : posted.room().accountIds()) {
                Encoded frame = account == message.sender().id() ? forSender : forOthers;
                for (Connection connection : connections.ofAccount(account)) {
                    if (posted.isChange() && connection.isPlain()) {
                        continue; // the plain endpoint has no change frame
                    }
                    if (connection.offerDurable(posted.room(), posted.seq(), frame.text())) {
                        replays.start(connection);
                    }
                }
            }
            LOG.fine(() -> "Message broadcasted to room: " + message.roomId());
        }
    }

    void onReceipts(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReceiptsMoved event) {
        for (ReceiptsMoved.Moved receipt : event.receipts()) {
            String forOthers = ServerFrame.receipt(receipt, false);
            String forOwner = ServerFrame.receipt(receipt, true);
            for (long account : receipt.room().accountIds()) {
                boolean own = account == receipt.accountId();
                if (own || showsReceipts(account) && showsReceipts(receipt.accountId())) {
                    connections.ofAccount(account).forEach(connection -> connection
                            .subscriptions()
                            .offerUnnumbered(receipt.room().roomId(), own ? forOwner : forOthers));
                }
            }
        }
    }

    /**
     * Reads only the cache, which is enough: {@code welcome} has loaded the preferences of every account that has a page open.
     */
    private boolean showsReceipts(long account) {
        return preferences
                .getIfCached(account)
                .map(known -> !known.hidesReceipts())
                .orElse(false);
    }

    /** Encodes a frame lazily, at most once for all recipients. */
    private static final class Encoded {
        private final MessagesPosted.Posted posted;
        private final boolean withCid;
        private String text;

        Encoded(MessagesPosted.Posted posted, boolean withCid) {
            this.posted = posted;
            this.withCid = withCid;
        }

        String text() {
            if (text == null) {
                text = posted.isChange()
                        ? ServerFrame.change(posted.seq(), posted.kind(), posted.message(), withCid)
                        : ServerFrame.message(posted.message(), withCid);
            }
            return text;
        }
    }
}
