package org.chatboard.conversation.writer;

import jakarta.ejb.EJBException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.conversation.message.MessageService;
import org.chatboard.conversation.message.UnreadMark;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.support.ErrorReference;

/** Stores the write requests and receipts of its rooms on a thread of its own, each batch in one transaction (group commit). */
final class RoomWriter implements Runnable {
    /**
     * Number of writers on a server. With two processors or more, one writer computes while the other waits for the disk. On one
     * processor, a second writer only halves the batches and costs a quarter more processor time.
     */
    static final int COUNT = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** Capacity of one writer's queue: about one second of work at ten times the measured peak. */
    private static final int CAPACITY = 20_000;

    private static final int MAX_BATCH = 256;
    private static final int MAX_ATTEMPTS = 3;
    private static final int STOP_SECONDS = 10;
    private static final Logger LOG = Logger.getLogger(RoomWriter.class.getName());

    /** An entry of the queue. */
    sealed interface Task {}

    /** A write request; {@code done} is called once with the result. */
    record WriteTask(WriteRequest request, Consumer<WriteResult> done, AtomicBoolean answered) implements Task {
        WriteTask(WriteRequest request, Consumer<WriteResult> done) {
            this(request, done, new AtomicBoolean());
        }
    }

    /** A receipt; {@code done} is called once with whether it was stored. */
    record ReceiptTask(Receipt receipt, Consumer<Boolean> done) implements Task {}

    /**
     * Marks messages as unread from {@code from} on; {@code done} is called once with the outcome, which is empty if it is not stored.
     */
    record UnreadTask(long room, long account, long from, Consumer<Optional<UnreadMark.Outcome>> done)
            implements Task {}

    /** Wakes the waiting thread, so that it ends after {@link #stop}. */
    record WakeUp() implements Task {}

    private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final MessageService service;
    private final DiskSpace disk;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;

    RoomWriter(MessageService service, DiskSpace disk) {
        this.service = service;
        this.disk = disk;
    }

    /** {@return false if the queue is full or the writer has stopped; the task is then dropped} */
    boolean offer(Task task) {
        return !stopped && queue.offer(task);
    }

    /**
     * Stops the thread and waits up to {@value #STOP_SECONDS} s for the end of its current batch. Tasks that are still queued are
     * not stored and not answered. Does not interrupt the thread, since an interrupt closes Derby's files during its write.
     */
    void stop() {
        stopped = true;
        queue.offer(new WakeUp());
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("A room writer is still storing messages; the server stops without waiting any longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            writeUntilStopped();
        } finally {
            stopped = true; // also after an Error: later tasks are rejected instead of never answered
            ended.countDown();
        }
    }

    private void writeUntilStopped() {
        List<Task> batch = new ArrayList<>(MAX_BATCH);
        while (!stopped) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                write(batch);
            } catch (InterruptedException e) {
                // when Derby closes the database, it interrupts the threads that use it; only stop() ends the writer
                LOG.log(Level.FINE, "A room writer was interrupted and continues", e);
            } catch (RuntimeException | OutOfMemoryError e) { // the writer goes on, because its rooms have no other
                MessageRejectedException fault = fault(e);
                batch.forEach(task -> reject(task, fault));
            } finally {
                batch.clear();
            }
        }
    }

    private void write(List<Task> batch) {
        List<WriteTask> writes = new ArrayList<>();
        for (Task task : batch) {
            if (task instanceof WriteTask write) {
                writes.add(write);
            }
        }
        if (!writes.isEmpty()) {
            storeBatch(writes);
        }
        storePositions(batch);
    }

    /** Stores receipts together, but those before a mark before it and the others after it: the later one of a member wins. */
    private void storePositions(List<Task> batch) {
        List<ReceiptTask> receipts = new ArrayList<>();
        for (Task task : batch) {
            if (task instanceof ReceiptTask receipt) {
                receipts.add(receipt);
            } else if (task instanceof UnreadTask mark) {
                storeReceipts(receipts);
                receipts.clear();
                mark.done().accept(tryMark(mark));
            }
        }
        storeReceipts(receipts);
    }

    private Optional<UnreadMark.Outcome> tryMark(UnreadTask mark) {
        if (disk.isFull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(service.markUnread(mark.room(), mark.account(), mark.from()));
        } catch (EJBException e) {
            ErrorReference.log(LOG, "Messages could not be marked as unread", e);
            return Optional.empty();
        }
    }

    private void storeBatch(List<WriteTask> writes) {
        if (disk.isFull()) {
            writes.forEach(write -> reject(write, diskFull()));
            return;
        }
        try {
            answer(writes, service.post(writes.stream().map(WriteTask::request).toList()));
        } catch (EJBException e) { // one bad request must not fail the others
            LOG.log(Level.FINE, e, () -> "A batch of " + writes.size() + " requests failed and is retried one by one");
            writes.forEach(write -> storeSingle(write, e));
        }
    }

    private void storeSingle(WriteTask write, EJBException batchFailure) {
        EJBException last = batchFailure;
        // no attempt on a full disk: it would wait for the database and delay the tasks behind it
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !disk.isFull(); attempt++) {
            try {
                answer(List.of(write), service.post(List.of(write.request())));
                return;
            } catch (EJBException e) { // for example, another node took the sequence number or stored the same cid
                last = e;
            }
        }
        reject(write, fault(last));
    }

    /** Rejects a task. A task that was already answered gets no second answer. Clients retry with the same idempotency key. */
    private static void reject(Task task, MessageRejectedException fault) {
        if (task instanceof WriteTask write) {
            reject(write, fault);
        } else if (task instanceof ReceiptTask receipt) {
            receipt.done().accept(false);
        } else if (task instanceof UnreadTask mark) {
            mark.done().accept(Optional.empty());
        }
    }

    /** {@return whether the writer accepts tasks} */
    boolean isAlive() {
        return !stopped;
    }

    /**
     * {@return the error for a failed attempt} It is INTERNAL even on a full disk, since the database may have stored the
     * request.
     */
    private MessageRejectedException fault(Throwable e) {
        if (disk.isFull()) {
            return new MessageRejectedException(Reason.INTERNAL, disk.message(), disk.reference());
        }
        String reference = ErrorReference.log(LOG, "A message could not be stored", e);
        return new MessageRejectedException(
                Reason.INTERNAL,
                "The server could not store the message. The reference in its log is " + reference + ".",
                reference);
    }

    private MessageRejectedException diskFull() {
        return new MessageRejectedException(Reason.STORAGE_FULL, disk.message(), disk.reference());
    }

    private void storeReceipts(List<ReceiptTask> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        boolean stored = tryStore(tasks.stream().map(ReceiptTask::receipt).toList());
        tasks.forEach(task -> task.done().accept(stored));
    }

    /**
     * Stores receipts, with retries, because clients do not repeat a receipt. {@return whether the receipts are stored}
     */
    private boolean tryStore(List<Receipt> receipts) {
        EJBException last = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !disk.isFull(); attempt++) {
            try {
                service.advanceReceipts(receipts);
                return true;
            } catch (EJBException e) { // for example, another node has changed the room
                last = e;
            }
        }
        if (last != null) {
            ErrorReference.log(
                    LOG, receipts.size() + " receipts could not be stored; later receipts repeat them", last);
        }
        return false;
    }

    private static void answer(List<WriteTask> writes, List<WriteResult> results) {
        for (int i = 0; i < results.size(); i++) {
            WriteResult result = results.get(i);
            if (result instanceof WriteResult.Stored stored && !stored.ack().duplicate()) {
                LOG.fine(() -> "Message saved to DB: ID=" + stored.ack().id());
            }
            complete(writes.get(i), result);
        }
    }

    private static void reject(WriteTask write, MessageRejectedException why) {
        complete(write, new WriteResult.Rejected(why));
    }

    private static void complete(WriteTask write, WriteResult result) {
        if (!write.answered().compareAndSet(false, true)) {
            return;
        }
        try {
            write.done().accept(result);
        } catch (RuntimeException e) { // for example, the socket is closed; the other senders still get their answers
            LOG.log(Level.WARNING, "An answer could not be delivered", e);
        }
    }
}
