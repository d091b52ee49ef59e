package org.chatboard.chat.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.ReplayStep;
import org.chatboard.chat.connection.Replays;
import org.chatboard.chat.connection.RoomSubscriptions;
import org.chatboard.chat.connection.SocketTasks;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomNotFoundException;

/**
 * Reads from the database what the client of a socket lacks, and sends it no faster than the client reads.
 * {@link Replays} holds the state of the replays. {@link RoomSubscriptions} decides when live frames follow, and adds the subscription before
 * the first read, so that no frame is lost between replay and live frames.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = ReplaySender.EXECUTOR, maxAsync = ReplaySender.THREADS)
public class ReplaySender {
    public static final String EXECUTOR = "java:app/concurrent/replays";

    /**
     * Enough to keep the database busy when all clients reconnect at once, and few enough to leave the room writers their share.
     */
    static final int THREADS = 4;

    /** Most messages of one read, and most frames of one batch. */
    private static final int PAGE_MESSAGES = 100;

    /**
     * A batch ends with the frame that reaches this length, in UTF-16 units. By default, the text of one message may have 8,000
     * of them.
     */
    private static final int BATCH_CHARACTERS = 64 << 10;

    @Resource(lookup = EXECUTOR)
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    MessageHistory history;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    RoomAccess access;

    @Inject
    NotificationPolicy notifications;

    /** Runs the replays that are queued, one room after another, until none is left. */
    public void start(Connection connection) {
        submit(connection);
    }

    /** Runs the next step now, or when the read limit of the account allows it. */
    private void submit(Connection connection) {
        long waitMs = connection.limiter().readWaitMs();
        if (waitMs == 0) {
            execute(connection, () -> runStep(connection));
        } else if (!connection.isClosing()) {
            SocketTasks.execute(delayed(waitMs), connection, () -> submit(connection));
        }
    }

    private Executor delayed(long waitMs) {
        return task -> scheduler.schedule(task, waitMs, TimeUnit.MILLISECONDS);
    }

    private void execute(Connection connection, Runnable task) {
        SocketTasks.execute(executor, connection, task);
    }

    private void runStep(Connection connection) {
        connection.subscriptions().replays().nextStep().ifPresent(step -> run(connection, step));
    }

    private void run(Connection connection, ReplayStep step) {
        try {
            sendPage(connection, step);
        } catch (RoomNotFoundException e) { // the account has ceased to be a member
            connection.subscriptions().dropReplayed();
            runStep(connection);
        }
    }

    private void sendPage(Connection connection, ReplayStep step) {
        Replays replays = connection.subscriptions().replays();
        access.require(step.roomId(), connection.accountId(), RoomAction.SEE);
        if (!step.known()) {
            announce(connection, step);
        }
        int limit = Math.min(PAGE_MESSAGES, step.remainingMessages());
        MessagePage page = history.after(step.roomId(), connection.accountId(), step.cursor(), limit);
        List<Supplier<String>> frames = step.resumed()
                ? states(connection, replays.takeUnsent(page.messages()), step.newAbove())
                : steps(connection, page);
        send(connection, frames, () -> {
            if (replays.pageSent(page.to(), page.more())) {
                submit(connection);
            }
        });
    }

    /** Sends {@code room}, unless the account has ceased to be a member, which the read of the page finds out. */
    private void announce(Connection connection, ReplayStep step) {
        RoomSubscriptions subscriptions = connection.subscriptions();
        overviews.asOf(step.roomId(), connection.accountId(), step.cursor()).ifPresent(room -> {
            String frame = ServerFrame.room(room);
            subscriptions.replays().send(() -> {
                connection.offer(frame);
                subscriptions.announce(step.roomId(), step.cursor());
            });
        });
    }

    /**
     * Sends frames in batches. A frame is encoded when its batch is sent. So the frames for a slow reader take no more heap than
     * one batch, and frames of other rooms go out between two batches.
     */
    private void send(Connection connection, List<Supplier<String>> frames, Runnable onSent) {
        List<String> batch = new ArrayList<>();
        int characters = 0;
        while (batch.size() < Math.min(PAGE_MESSAGES, frames.size()) && characters < BATCH_CHARACTERS) {
            String frame = frames.get(batch.size()).get();
            connection.limiter().countRead(frame);
            characters += frame.length();
            batch.add(frame);
        }
        List<Supplier<String>> rest = frames.subList(batch.size(), frames.size());
        Runnable next = rest.isEmpty() ? onSent : () -> send(connection, rest, onSent);
        // on another thread, because the sending thread may hold a lock of the container, which must not wait for the
        // database
        boolean sent = connection
                .subscriptions()
                .replays()
                .send(() -> connection.offerBulk(batch, () -> execute(connection, next)));
        if (!sent) {
            onSent.run();
        }
    }

    /**
     * Makes a {@code message} frame of each message in its current state. One above {@code newAbove} was committed after {@code welcome} was
     * read, so it rings as a live message does.
     */
    private List<Supplier<String>> states(Connection connection, List<MessageDto> messages, long newAbove) {
        return messages.stream()
                .<Supplier<String>>map(message -> () -> message.seq() > newAbove
                        ? liveFrame(connection, message)
                        : ServerFrame.message(message, isOf(connection, message)))
                .toList();
    }

    /** Makes the {@code message} or {@code change} frame of each sequence number, in order, like the live frames. */
    private List<Supplier<String>> steps(Connection connection, MessagePage page) {
        Map<Long, MessageDto> byId = new HashMap<>();
        SortedMap<Long, Supplier<String>> frames = new TreeMap<>();
        page.messages().forEach(message -> {
            byId.put(message.id(), message);
            if (message.seq() >= page.from()) {
                frames.put(message.seq(), () -> liveFrame(connection, message));
            }
        });
        page.changes().forEach(change -> {
            MessageDto message = byId.get(change.messageId());
            frames.put(
                    change.seq(),
                    () -> ServerFrame.change(change.seq(), change.kind(), message, isOf(connection, message)));
        });
        return List.copyOf(frames.values());
    }

    /** Makes the frame that a live message would have had, had this socket known the room, or had the message not left a gap. */
    private String liveFrame(Connection connection, MessageDto message) {
        NotifyReason reason = notifications.reason(message, connection.accountId());
        return reason == null
                ? ServerFrame.message(message, isOf(connection, message))
                : ServerFrame.message(message, reason);
    }

    private static boolean isOf(Connection connection, MessageDto message) {
        return message.sender().id() == connection.accountId();
    }
}
