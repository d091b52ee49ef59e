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
import org.chatboard.chat.connection.Replay;
import org.chatboard.chat.connection.RoomSubscriptions;
import org.chatboard.chat.connection.SocketTasks;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessageHistory;
import org.chatboard.conversation.message.MessagePage;

/**
 * Reads from the database what a socket has missed, a piece at a time and at the reader's pace, and then lets live frames through.
 * The socket is registered before the first piece is read, so that nothing falls between the two.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = ReplaySender.EXECUTOR, maxAsync = ReplaySender.THREADS)
public class ReplaySender {
    public static final String EXECUTOR = "java:app/concurrent/replays";

    /** Enough to keep the database busy when everybody comes back at once, and too few to keep it from the writers. */
    static final int THREADS = 4;

    private static final int PIECE = 100;

    /** Of frames that are made at once; a change alone may carry 8,000 units of text. */
    private static final int PIECE_CHARACTERS = 64 << 10;

    @Resource(lookup = EXECUTOR)
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    MessageHistory history;

    @Inject
    RoomOverviewQuery overviews;

    /** Tells a socket of a room that it does not know of yet, and of what was committed there. */
    void announce(Connection connection, long roomId) {
        start(connection, Replay.ofGap(roomId));
    }

    /** Sends a socket what it lacks of a room; one room after the other. */
    public void start(Connection connection, Replay replay) {
        if (connection.feed().addReplay(replay)) {
            submit(connection, replay);
        }
    }

    /** At once, or when the account may be read for again. */
    private void submit(Connection connection, Replay replay) {
        long waitMs = connection.limiter().readWaitMs();
        if (waitMs == 0) {
            execute(connection, () -> step(connection, replay));
        } else if (!connection.isLeaving()) {
            SocketTasks.execute(later(waitMs), connection, () -> submit(connection, replay));
        }
    }

    private Executor later(long waitMs) {
        return task -> scheduler.schedule(task, waitMs, TimeUnit.MILLISECONDS);
    }

    private void execute(Connection connection, Runnable task) {
        SocketTasks.execute(executor, connection, task);
    }

    private void step(Connection connection, Replay replay) {
        RoomSubscriptions.Told told = connection.feed().told(replay.roomId());
        if (!told.announced()) {
            announceNow(connection, replay.roomId(), told.toldTo());
        }
        piece(connection, replay, told.toldTo());
    }

    private void announceNow(Connection connection, long roomId, long toldTo) {
        overviews
                .asOf(roomId, connection.accountId(), toldTo)
                .ifPresent(room -> connection.offer(ServerFrame.room(room)));
        connection.feed().announced(roomId, toldTo);
    }

    private void piece(Connection connection, Replay replay, long toldTo) {
        int limit = replay.asked() ? Math.min(PIECE, Replay.MAX_MESSAGES - replay.sent()) : PIECE;
        MessagePage page = history.after(replay.roomId(), toldTo, limit);
        List<Supplier<String>> frames = replay.asked() ? states(connection, replay, page) : steps(connection, page);
        Replay next = replay.after(frames.size());
        send(connection, frames, () -> afterPiece(connection, next, page));
    }

    /** A piece at a time, made when it is sent: what other rooms have to tell goes in between, and a slow reader takes little of the heap. */
    private void send(Connection connection, List<Supplier<String>> frames, Runnable whenSent) {
        List<String> piece = new ArrayList<>();
        int characters = 0;
        while (piece.size() < Math.min(PIECE, frames.size()) && characters < PIECE_CHARACTERS) {
            String frame = frames.get(piece.size()).get();
            connection.limiter().countRead(frame);
            characters += frame.length();
            piece.add(frame);
        }
        List<Supplier<String>> rest = frames.subList(piece.size(), frames.size());
        Runnable next = rest.isEmpty() ? whenSent : () -> send(connection, rest, whenSent);
        // not at once: the sending thread may hold a lock of the container's that others want while they hold the
        // connection's
        connection.offerBulk(piece, () -> execute(connection, next));
    }

    /** Each message as it is now: the client knows that it is being told what it missed. */
    private static List<Supplier<String>> states(Connection connection, Replay replay, MessagePage page) {
        return replay.news(page.messages()).stream()
                .<Supplier<String>>map(message -> () -> ServerFrame.message(message, isOf(connection, message)))
                .toList();
    }

    /** Each number in its order: the client takes it for live. */
    private static List<Supplier<String>> steps(Connection connection, MessagePage page) {
        Map<Long, MessageDto> byId = new HashMap<>();
        SortedMap<Long, Supplier<String>> frames = new TreeMap<>();
        page.messages().forEach(message -> {
            byId.put(message.id(), message);
            if (message.seq() >= page.from()) {
                frames.put(message.seq(), () -> ServerFrame.message(message, isOf(connection, message)));
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

    private static boolean isOf(Connection connection, MessageDto message) {
        return message.sender().id() == connection.accountId();
    }

    private void afterPiece(Connection connection, Replay replay, MessagePage page) {
        boolean over = !page.more() && connection.feed().replayedTo(replay.roomId(), page.to(), end(replay, page));
        if (!over && replay.asked() && replay.sent() >= Replay.MAX_MESSAGES) {
            connection.feed().replayCut(replay.roomId(), page.to(), synced(replay, page, true));
        } else if (!over) {
            connection.feed().announced(replay.roomId(), page.to());
            submit(connection, replay);
            return;
        }
        Replay next = connection.feed().nextReplay();
        if (next != null) {
            submit(connection, next);
        }
    }

    private static String end(Replay replay, MessagePage page) {
        return replay.asked() ? synced(replay, page, false) : null;
    }

    private static String synced(Replay replay, MessagePage page, boolean more) {
        return ServerFrame.synced(replay.roomId(), replay.since(), page.to(), more);
    }
}
