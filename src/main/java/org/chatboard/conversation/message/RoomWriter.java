package org.chatboard.conversation.message;

import jakarta.ejb.EJBException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.conversation.message.MessageRejectedException.Reason;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.support.ErrorReference;

/** Stores what was handed to it, a batch a transaction, on a thread of its own. */
final class RoomWriter implements Runnable {
    /**
     * Writers in a server. On one processor a second one only halves the batches, which costs a quarter more of it; on more, one uses
     * them while the other waits for the disk.
     */
    static final int COUNT = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** What may wait for one writer; a second's work at ten times the highest load measured. */
    private static final int CAPACITY = 20_000;

    private static final int BATCH = 256;
    private static final int ATTEMPTS = 3;
    private static final int STOP_SECONDS = 10;
    private static final Logger LOG = Logger.getLogger(RoomWriter.class.getName());

    /** Something to store. */
    sealed interface Work {}

    record Post(WriteRequest request, Consumer<PostResult> done, AtomicBoolean answered) implements Work {
        Post(WriteRequest request, Consumer<PostResult> done) {
            this(request, done, new AtomicBoolean());
        }
    }

    /** A receipt; {@code done} hears whether it was stored. */
    record Receive(Receipt receipt, Consumer<Boolean> done) implements Work {}

    /** Nothing: only to wake the thread. */
    record Wake() implements Work {}

    private final BlockingQueue<Work> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final MessageService service;
    private final DiskSpace disk;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;

    RoomWriter(MessageService service, DiskSpace disk) {
        this.service = service;
        this.disk = disk;
    }

    boolean offer(Work work) {
        return !stopped && waiting.offer(work);
    }

    /**
     * Waits until what the thread is storing is stored; what still waits was not acknowledged. Not by an interrupt, which would
     * close the files of Derby under it.
     */
    void stop() {
        stopped = true;
        waiting.offer(new Wake());
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
            stopped = true; // whatever ended it: what is offered now is told that nobody stores it
            ended.countDown();
        }
    }

    private void writeUntilStopped() {
        List<Work> batch = new ArrayList<>(BATCH);
        while (!stopped) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                write(batch);
            } catch (InterruptedException e) {
                // Derby interrupts whoever works in a database that it closes: no reason to end, which stop() alone is
                LOG.log(Level.FINE, "A room writer was interrupted and continues", e);
            } catch (RuntimeException | OutOfMemoryError e) { // a writer that ended would leave its rooms mute
                MessageRejectedException fault = fault(e);
                batch.forEach(work -> reject(work, fault));
            } finally {
                batch.clear();
            }
        }
    }

    private void write(List<Work> batch) {
        List<Post> posts = new ArrayList<>();
        List<Receive> receipts = new ArrayList<>();
        for (Work work : batch) {
            if (work instanceof Post post) {
                posts.add(post);
            } else if (work instanceof Receive receive) {
                receipts.add(receive);
            }
        }
        if (!posts.isEmpty()) {
            post(posts);
        }
        if (!receipts.isEmpty()) {
            receive(receipts);
        }
    }

    private void post(List<Post> posts) {
        if (disk.isFull()) {
            posts.forEach(post -> reject(post, diskFull()));
            return;
        }
        try {
            answer(posts, service.post(posts.stream().map(Post::request).toList()));
        } catch (EJBException e) { // one bad message must not fail its neighbours
            LOG.log(Level.FINE, e, () -> "A batch of " + posts.size() + " is retried one by one");
            posts.forEach(post -> postAlone(post, e));
        }
    }

    private void postAlone(Post post, EJBException ofTheBatch) {
        EJBException last = ofTheBatch;
        // where the disk takes nothing each attempt would wait for the database, and those behind it with it
        for (int attempt = 0; attempt < ATTEMPTS && !disk.isFull(); attempt++) {
            service.forget(List.of(post.request().room()));
            try {
                answer(List.of(post), service.post(List.of(post.request())));
                return;
            } catch (EJBException e) { // another node took the number, or stored the same cid: look again
                last = e;
            }
        }
        reject(post, fault(last));
    }

    /** Who was answered already hears nothing more; the others repeat under the same cid, and learn what it was. */
    private static void reject(Work work, MessageRejectedException fault) {
        if (work instanceof Post post) {
            reject(post, fault);
        } else if (work instanceof Receive receive) {
            receive.done().accept(false);
        }
    }

    /** Whether it takes what is offered. */
    boolean isAlive() {
        return !stopped;
    }

    /** Of an attempt that had begun: the database may have stored it all the same. */
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

    private void receive(List<Receive> work) {
        boolean stored = stored(work.stream().map(Receive::receipt).toList());
        work.forEach(receive -> receive.done().accept(stored));
    }

    /** Nobody repeats a receipt that was not stored, so this does. */
    private boolean stored(List<Receipt> receipts) {
        EJBException last = null;
        for (int attempt = 0; attempt < ATTEMPTS && !disk.isFull(); attempt++) {
            try {
                service.receive(receipts);
                return true;
            } catch (EJBException e) { // such as that another node has changed the room: look again
                service.forget(receipts.stream().map(Receipt::room).toList());
                last = e;
            }
        }
        if (last != null) {
            ErrorReference.log(
                    LOG, receipts.size() + " receipts could not be stored; later receipts repeat them", last);
        }
        return false;
    }

    private static void answer(List<Post> posts, List<PostResult> results) {
        for (int i = 0; i < results.size(); i++) {
            PostResult result = results.get(i);
            if (result instanceof PostResult.Stored stored && !stored.ack().duplicate()) {
                LOG.fine(() -> "Message saved to DB: ID=" + stored.ack().id());
            }
            tell(posts.get(i), result);
        }
    }

    private static void reject(Post post, MessageRejectedException why) {
        tell(post, new PostResult.Rejected(why));
    }

    private static void tell(Post post, PostResult result) {
        if (!post.answered().compareAndSet(false, true)) {
            return;
        }
        try {
            post.done().accept(result);
        } catch (RuntimeException e) { // its socket has gone: the others must hear theirs
            LOG.log(Level.WARNING, "An answer could not be delivered", e);
        }
    }
}
