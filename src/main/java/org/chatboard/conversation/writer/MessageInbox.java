package org.chatboard.conversation.writer;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.chatboard.conversation.message.MessageService;
import org.chatboard.conversation.message.UnreadMark;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.support.ServerStopping;

/**
 * Accepts write requests and receipts and queues them for the writer of their room. Each room has exactly one writer, so its
 * messages are broadcast in the order of their sequence numbers. Requests that arrive during a commit are stored together in the
 * writer's next transaction.
 */
@ApplicationScoped
public class MessageInbox {
    private static final Logger LOG = Logger.getLogger(MessageInbox.class.getName());

    @Inject
    MessageService service;

    @Inject
    DiskSpace disk;

    @Inject
    DeliveryBacklog backlog;

    @Resource
    ManagedThreadFactory threads;

    private RoomWriter[] writers;

    /** The committed messages that are not sent to the sockets of their rooms yet. */
    public interface DeliveryBacklog {
        /** {@return whether so much waits to be sent to the sockets of a room that it must not accept more messages} */
        boolean isFull(long roomId);
    }

    @PostConstruct
    void start() {
        writers = IntStream.range(0, RoomWriter.COUNT)
                .mapToObj(n -> new RoomWriter(service, disk))
                .toArray(RoomWriter[]::new);
        for (RoomWriter writer : writers) {
            threads.newThread(writer).start();
        }
        LOG.fine(() -> writers.length + " room writers started");
    }

    void onStopping(@Observes @Priority(ServerStopping.FINISH_WRITES) ServerStopping event) {
        stop();
    }

    @PreDestroy
    void stop() {
        for (RoomWriter writer : writers) {
            writer.stop();
        }
    }

    /**
     * Queues a message or a change, and does not wait until it is stored.
     *
     * @param done called once on the writer's thread, after the commit or the failure
     * @throws MessageRejectedException {@code BUSY} if the writer's queue is full, or if too many committed messages wait to be sent to
     *     the sockets of the room; {@code done} is not called then
     */
    public void post(WriteRequest request, Consumer<WriteResult> done) {
        long room = request.room().roomId();
        if (backlog.isFull(room) || !writerOf(room).offer(new RoomWriter.WriteTask(request, done))) {
            throw new MessageRejectedException(Reason.BUSY, "The server is busy at the moment. Try again in a moment.");
        }
    }

    /** Queues a receipt. Drops it if the writer's queue is full: the client's next receipt covers it. */
    public void postReceipt(Receipt receipt) {
        postReceipt(receipt, stored -> {});
    }

    /**
     * Queues a receipt and reports the outcome.
     *
     * @param done called once, with whether the receipt was stored: on the writer's thread, or on the caller's if the queue is
     *     full. It must not throw
     */
    public void postReceipt(Receipt receipt, Consumer<Boolean> done) {
        if (!writerOf(receipt.roomId()).offer(new RoomWriter.ReceiptTask(receipt, done))) {
            done.accept(false);
        }
    }

    /**
     * Queues that an account marks the messages of a room as unread, from one on.
     *
     * @param done called once with the outcome, which is empty if it is not stored: on the writer's thread, or on the caller's if the
     *     queue is full. It must not throw
     */
    public void markUnread(long roomId, long accountId, long from, Consumer<Optional<UnreadMark.Outcome>> done) {
        if (!writerOf(roomId).offer(new RoomWriter.UnreadTask(roomId, accountId, from, done))) {
            done.accept(Optional.empty());
        }
    }

    /** {@return whether all writers are running} */
    public boolean isAlive() {
        return Arrays.stream(writers).allMatch(RoomWriter::isAlive);
    }

    private RoomWriter writerOf(long roomId) {
        return writers[(int) (roomId % writers.length)];
    }
}
