package org.chatboard.chat.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.platform.support.ErrorReference;

/**
 * Threads that send committed frames to sockets, so that the fan-out to a large room delays no commit by more than one part. The tasks of
 * a room run one after the other, in the order in which they were added. Rooms take turns after each part of a task, so a room with a
 * thousand sockets delays another one by the sends of one part.
 *
 * <p>On one processor they would only add a context switch to each message, so the committing thread runs the first part itself if it can.
 * For most rooms, that part is the whole fan-out.
 */
@ApplicationScoped
class DeliveryThreads implements MessageInbox.DeliveryBacklog {
    /** Unfinished tasks of one room at which it accepts no more messages. Each task has the messages of the room from one commit. */
    static final int MAX_OF_ROOM = 2_000;

    /** Unfinished tasks of all rooms at which no room accepts more messages. */
    static final int MAX_IN_ALL = 8_000;

    private static final int COUNT = Math.min(4, Runtime.getRuntime().availableProcessors());
    private static final Logger LOG = Logger.getLogger(DeliveryThreads.class.getName());

    @Resource
    ManagedThreadFactory factory;

    private final Map<Long, Queue<Task>> unfinished = new HashMap<>(); // by room; the first of each runs or is next
    private int unfinishedInAll;
    private final boolean oneProcessor;
    private ThreadPoolExecutor threads; // a room is in its queue at most once

    /** What is sent for one room. */
    interface Task {
        /** Runs the next part. {@return whether there is a further one} */
        boolean runPart();

        /**
         * Prepares the first part from caches alone, so that the committing thread can run it: its transaction has ended, so it must not
         * read the database. {@return false if that is not possible}
         */
        default boolean prepareFromCache() {
            return false;
        }

        /** {@return a task that runs an action as its only part} */
        static Task of(Runnable action) {
            return () -> {
                action.run();
                return false;
            };
        }
    }

    DeliveryThreads() {
        this(Runtime.getRuntime().availableProcessors() == 1);
    }

    DeliveryThreads(boolean oneProcessor) {
        this.oneProcessor = oneProcessor;
    }

    @PostConstruct
    void start() {
        threads = new ThreadPoolExecutor(COUNT, COUNT, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    /**
     * Drops the tasks that wait: the sockets are closed by then, and their clients resume. Does not interrupt the task that runs, since an
     * interrupt closes Derby's files during a read.
     */
    @PreDestroy
    void stop() {
        threads.shutdown();
        threads.getQueue().clear();
    }

    /** Adds a task of a room. A task that fails is logged and does not stop the next one. */
    void execute(long roomId, Task task) {
        if (add(roomId, task) && !(oneProcessor && prepareFromCache(task) && !runPart(roomId))) {
            takeTurn(roomId);
        }
    }

    private static boolean prepareFromCache(Task task) {
        try {
            return task.prepareFromCache();
        } catch (RuntimeException | Error e) { // the room must get its turn
            ErrorReference.log(LOG, "A delivery could not be prepared, so it takes its turn", e);
            return false;
        }
    }

    private void takeTurn(long roomId) {
        try {
            threads.execute(() -> run(roomId));
        } catch (RejectedExecutionException e) {
            drop(roomId);
            LOG.log(Level.FINE, "The server stops, so frames are not sent; the clients resume", e);
        }
    }

    private void run(long roomId) {
        boolean left;
        do {
            left = runPart(roomId);
        } while (left && threads.getQueue().isEmpty()); // as long as no other room waits for its turn
        if (left) {
            takeTurn(roomId);
        }
    }

    /** {@return whether the room has a further part} */
    private boolean runPart(long roomId) {
        boolean more = false;
        try {
            more = first(roomId).runPart();
        } catch (RuntimeException | Error e) {
            ErrorReference.log(LOG, "Committed frames could not be sent to the sockets of a room", e);
        }
        return more || removeFirst(roomId);
    }

    /** {@return whether it is the only task of its room, which must take a turn then} */
    private synchronized boolean add(long roomId, Task task) {
        unfinishedInAll++;
        Queue<Task> ofRoom = unfinished.computeIfAbsent(roomId, id -> new ArrayDeque<>());
        ofRoom.add(task);
        return ofRoom.size() == 1;
    }

    private synchronized Task first(long roomId) {
        return unfinished.get(roomId).element();
    }

    /** {@return whether the room has a further task} */
    private synchronized boolean removeFirst(long roomId) {
        unfinishedInAll--;
        Queue<Task> ofRoom = unfinished.get(roomId);
        ofRoom.remove();
        if (ofRoom.isEmpty()) {
            unfinished.remove(roomId);
        }
        return !ofRoom.isEmpty();
    }

    private synchronized void drop(long roomId) {
        unfinishedInAll -= unfinished.remove(roomId).size();
    }

    @Override
    public synchronized boolean isFull(long roomId) {
        Queue<Task> ofRoom = unfinished.get(roomId);
        return unfinishedInAll >= MAX_IN_ALL || ofRoom != null && ofRoom.size() >= MAX_OF_ROOM;
    }
}
