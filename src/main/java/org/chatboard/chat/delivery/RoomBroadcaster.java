package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.connection.SocketTasks;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ReceiptFrame;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.preference.PreferencesCache;

/**
 * Sends committed messages, changes and receipts to the sockets of the room's members on this node. The members are those at the moment of
 * sending: an event names its room only, so a former member gets nothing but {@code gone}.
 */
@ApplicationScoped
class RoomBroadcaster {
    private static final Logger LOG = Logger.getLogger(RoomBroadcaster.class.getName());

    @Inject
    DeliveryThreads threads;

    @Inject
    RoomCache rooms;

    @Inject
    Connections connections;

    @Inject
    ReplaySender replays;

    @Inject
    PreferencesCache preferences;

    @Inject
    NotificationPolicy notifications;

    void onPosted(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesPosted event) {
        byRoom(event.messages(), posted -> posted.message().roomId(), this::sendPosted);
    }

    void onReceipts(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReceiptsMoved event) {
        byRoom(event.receipts(), ReceiptsMoved.Moved::roomId, this::sendReceipts);
    }

    void onMemberships(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipsChanged event) {
        event.changes().stream()
                .filter(change -> !change.member())
                .forEach(change -> threads.execute(
                        change.roomId(), () -> drop(connections.ofAccount(change.accountId()), change.roomId())));
    }

    private static void drop(Collection<Connection> ofFormerMember, long room) {
        ofFormerMember.forEach(connection -> SocketTasks.execute(
                Runnable::run, connection, () -> connection.subscriptions().drop(room)));
    }

    /**
     * The recipients of a room's events.
     *
     * @param room the members
     * @param levels which messages ring, as {@link NotificationPolicy#levels} returns them
     */
    private record Audience(RoomMembers room, Map<Long, NotifyLevel> levels) {}

    /** What sends the events of one room. */
    private interface Sending<T> {
        void send(Audience audience, List<T> events);
    }

    private <T> void byRoom(Collection<T> events, Function<T, Long> roomOf, Sending<T> sending) {
        events.stream()
                .collect(Collectors.groupingBy(roomOf))
                .forEach((room, ofRoom) -> threads.execute(room, () -> send(room, ofRoom, sending)));
    }

    private <T> void send(long room, List<T> events, Sending<T> sending) {
        audienceOf(room).ifPresent(audience -> sending.send(audience, events));
    }

    /** Reads all that a fan-out needs, so that no read of the database can fail between two of its sockets. */
    private Optional<Audience> audienceOf(long room) {
        try {
            return rooms.members(room).map(members -> new Audience(members, notifications.levels(room)));
        } catch (RuntimeException e) { // nobody knows which of the sockets lack the frames, so all of them resume
            connections.all().forEach(connection -> connection.close(CloseCode.FAULT));
            throw e;
        }
    }

    private void sendPosted(Audience audience, List<MessagesPosted.Posted> events) {
        RoomMembers room = audience.room();
        for (MessagesPosted.Posted posted : events) {
            EncodedFrames frames = new EncodedFrames(posted);
            for (long account : room.accountIds()) {
                Collection<Connection> ofAccount = connections.ofAccount(account);
                if (ofAccount.isEmpty()) {
                    continue;
                }
                NotifyReason reason =
                        posted.isChange() ? null : notifications.reason(posted.message(), account, audience.levels());
                for (Connection connection : ofAccount) {
                    SocketTasks.execute(
                            Runnable::run,
                            connection,
                            () -> send(connection, room, posted, frames.of(account, reason)));
                }
            }
            LOG.fine(() -> "Message broadcasted to room: " + room.roomId());
        }
    }

    private void send(Connection connection, RoomMembers room, MessagesPosted.Posted posted, String frame) {
        if (posted.isChange() && connection.isPlain()) {
            return; // the plain endpoint has no change frame
        }
        if (connection.offerDurable(room, posted.seq(), frame)) {
            replays.start(connection);
        }
    }

    private void sendReceipts(Audience audience, List<ReceiptsMoved.Moved> receipts) {
        RoomMembers room = audience.room();
        for (ReceiptsMoved.Moved receipt : receipts) {
            String forOthers = ReceiptFrame.receipt(receipt, false);
            String forOwner = ReceiptFrame.receipt(receipt, true);
            boolean concernsOthers = room.sharesReceipts() && !receipt.marked();
            List<Long> recipients = concernsOthers ? room.accountIds() : List.of(receipt.accountId());
            for (long account : recipients) {
                boolean own = account == receipt.accountId();
                if (own || showsReceipts(account) && showsReceipts(receipt.accountId())) {
                    connections.ofAccount(account).forEach(connection -> connection
                            .subscriptions()
                            .offerUnnumbered(room.roomId(), own ? forOwner : forOthers));
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
}
