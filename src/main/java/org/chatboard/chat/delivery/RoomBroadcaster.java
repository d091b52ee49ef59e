package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.chatboard.platform.config.Settings;

/**
 * Sends committed messages, changes and receipts to the sockets of the room's members on this node. The members are those at the moment of
 * sending: an event names its room only, so a former member gets nothing but {@code gone}.
 */
@ApplicationScoped
class RoomBroadcaster {
    private static final Logger LOG = Logger.getLogger(RoomBroadcaster.class.getName());
    private static final int SENDS_OF_A_PART = 50; // below a millisecond, which is what another room may have to wait

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

    @Inject
    Settings settings;

    void onPosted(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesPosted event) {
        AtomicInteger sendsByCommitter = new AtomicInteger(SENDS_OF_A_PART);
        byRoom(event.messages(), posted -> posted.message().roomId())
                .forEach((room, ofRoom) -> threads.execute(room, new FanOut(room, ofRoom, sendsByCommitter)));
    }

    void onReceipts(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReceiptsMoved event) {
        byRoom(event.receipts(), ReceiptsMoved.Moved::roomId)
                .forEach((room, ofRoom) -> threads.execute(room, DeliveryThreads.Task.of(() -> audienceOf(room)
                        .ifPresent(audience -> sendReceipts(audience.room(), ofRoom)))));
    }

    void onMemberships(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipsChanged event) {
        event.changes().stream()
                .filter(change -> !change.member())
                .forEach(change -> threads.execute(
                        change.roomId(),
                        DeliveryThreads.Task.of(
                                () -> drop(connections.ofAccount(change.accountId()), change.roomId()))));
    }

    private static void drop(Collection<Connection> ofFormerMember, long room) {
        ofFormerMember.forEach(connection -> SocketTasks.execute(
                Runnable::run, connection, () -> connection.subscriptions().drop(room)));
    }

    private static <T> Map<Long, List<T>> byRoom(Collection<T> events, Function<T, Long> roomOf) {
        return events.stream().collect(Collectors.groupingBy(roomOf));
    }

    /**
     * The recipients of a room's events.
     *
     * @param room the members
     * @param levels which messages ring, as {@link NotificationPolicy#levels} returns them
     */
    private record Audience(RoomMembers room, Map<Long, NotifyLevel> levels) {}

    /** Reads all that a fan-out needs, so that no read of the database can fail between two of its sockets. */
    private Optional<Audience> audienceOf(long room) {
        try {
            return rooms.members(room).map(members -> new Audience(members, notifications.levels(room)));
        } catch (RuntimeException e) { // nobody knows which of the sockets lack the frames, so all of them resume
            connections.all().forEach(connection -> connection.close(CloseCode.FAULT));
            throw e;
        }
    }

    /** Sends the messages and changes of one room from one commit, in parts of about {@link #SENDS_OF_A_PART} sends. */
    private final class FanOut implements DeliveryThreads.Task {
        private final long roomId;
        private final Iterator<MessagesPosted.Posted> events;
        private final AtomicInteger sendsByCommitter;
        private Audience audience; // null before the first part
        private MessagesPosted.Posted posted;
        private EncodedFrames frames;
        private Iterator<Long> accounts = Collections.emptyIterator(); // those that do not have the posted event yet

        /**
         * Creates the fan-out.
         *
         * @param sendsByCommitter how many sends the committing thread may still do for all rooms of the commit
         */
        FanOut(long roomId, List<MessagesPosted.Posted> events, AtomicInteger sendsByCommitter) {
            this.roomId = roomId;
            this.events = events.iterator();
            this.sendsByCommitter = sendsByCommitter;
        }

        @Override
        public boolean prepareFromCache() {
            if (sendsByCommitter.get() <= 0) {
                return false;
            }
            audience = rooms.membersIfCached(roomId)
                    .flatMap(members ->
                            notifications.levelsIfCached(roomId).map(levels -> new Audience(members, levels)))
                    .orElse(null);
            return audience != null;
        }

        @Override
        public boolean runPart() {
            if (audience == null) {
                audience = audienceOf(roomId).orElse(null);
            }
            int sends = 0;
            while (audience != null && sends < SENDS_OF_A_PART) {
                if (accounts.hasNext()) {
                    int toAccount = sendTo(accounts.next());
                    sends += toAccount;
                    sendsByCommitter.addAndGet(-toAccount);
                    if (!accounts.hasNext()) {
                        LOG.fine(() -> "Message broadcasted to room: " + roomId);
                    }
                } else if (events.hasNext()) {
                    posted = events.next();
                    frames = new EncodedFrames(posted);
                    accounts = audience.room().accountIds().iterator();
                } else {
                    return false;
                }
            }
            return audience != null;
        }

        /** {@return the number of sends, at least 1: an account without a socket costs a lookup} */
        private int sendTo(long account) {
            Collection<Connection> ofAccount = connections.ofAccount(account);
            if (ofAccount.isEmpty()) {
                return 1;
            }
            NotifyReason reason =
                    posted.isChange() ? null : notifications.reason(posted.message(), account, audience.levels());
            for (Connection connection : ofAccount) {
                SocketTasks.execute(Runnable::run, connection, () -> send(connection, frames.of(account, reason)));
            }
            return ofAccount.size();
        }

        private void send(Connection connection, String frame) {
            if (posted.isChange() && connection.isPlain()) {
                return; // the plain endpoint has no change frame
            }
            if (connection.offerDurable(audience.room(), posted.seq(), frame)) {
                replays.start(connection);
            }
        }
    }

    private void sendReceipts(RoomMembers room, List<ReceiptsMoved.Moved> receipts) {
        for (ReceiptsMoved.Moved receipt : receipts) {
            String forOthers = ReceiptFrame.receipt(receipt, false);
            String forOwner = ReceiptFrame.receipt(receipt, true);
            boolean concernsOthers = room.sharesReceipts(settings.limits()) && !receipt.marked();
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
