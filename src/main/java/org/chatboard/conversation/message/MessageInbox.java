package org.chatboard.conversation.message;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.chatboard.conversation.message.MessageRejectedException.Reason;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.support.ServerStopping;

/**
 * Takes messages, changes and receipts and hands them to the writer of their room. A room has one writer at a time, so its broadcasts
 * come in the order of their numbers; what comes while a writer commits is stored together in its next transaction.
 */
@ApplicationScoped
public class MessageInbox {
    private static final Logger LOG = Logger.getLogger(MessageInbox.class.getName());

    @Inject
    MessageService service;

    @Inject
    DiskSpace disk;

    @Resource
    ManagedThreadFactory threads;

    private RoomWriter[] writers;

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
     * Takes a message or a change. It does not wait: the answer comes on the writer's thread, once it was committed or was not.
     *
     * @param done gets the answer, once
     * @throws MessageRejectedException {@code BUSY} where more is waiting than the server takes; {@code done} hears nothing
     *     then
     */
    public void post(WriteRequest request, Consumer<PostResult> done) {
        if (!writerOf(request.room().roomId()).offer(new RoomWriter.Post(request, done))) {
            throw new MessageRejectedException(Reason.BUSY, "The server is busy at the moment. Try again in a moment.");
        }
    }

    /** Takes a receipt; where more is waiting than the server takes it is dropped, and the next one says the same. */
    public void receive(Receipt receipt) {
        receive(receipt, stored -> {});
    }

    /**
     * The same for whoever wants to know what became of it.
     *
     * @param done gets the answer, once, on whatever thread; it must not throw
     */
    public void receive(Receipt receipt, Consumer<Boolean> done) {
        if (!writerOf(receipt.room().roomId()).offer(new RoomWriter.Receive(receipt, done))) {
            done.accept(false);
        }
    }

    /** {@return whether every room has a writer that takes what is offered} */
    public boolean isAlive() {
        return Arrays.stream(writers).allMatch(RoomWriter::isAlive);
    }

    private RoomWriter writerOf(long roomId) {
        return writers[(int) (roomId % writers.length)];
    }
}
