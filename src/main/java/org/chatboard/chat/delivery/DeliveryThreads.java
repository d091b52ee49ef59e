package org.chatboard.chat.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.platform.support.ErrorReference;

/**
 * Threads that send committed frames to sockets, so that the fan-out to a large room delays no commit. All tasks of a room run on one
 * thread, in the order in which they were added; a room with a thousand sockets delays only the rooms that share its thread.
 */
@ApplicationScoped
class DeliveryThreads implements MessageInbox.DeliveryBacklog {
    static final int COUNT = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** Tasks that may wait for one thread. Each has the messages of one room from one commit. */
    static final int MAX_WAITING = 2_000;

    private static final Logger LOG = Logger.getLogger(DeliveryThreads.class.getName());

    @Resource
    ManagedThreadFactory threads;

    private Lane[] lanes;

    /** One thread, and the number of tasks that it has not finished. */
    private record Lane(ThreadPoolExecutor thread, AtomicInteger unfinished) {}

    @PostConstruct
    void start() {
        lanes = IntStream.range(0, COUNT)
                .mapToObj(n -> new Lane(oneThread(), new AtomicInteger()))
                .toArray(Lane[]::new);
    }

    private ThreadPoolExecutor oneThread() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /**
     * Drops the tasks that wait: the sockets are closed by then, and their clients resume. Does not interrupt the task that runs, since an
     * interrupt closes Derby's files during a read.
     */
    @PreDestroy
    void stop() {
        for (Lane lane : lanes) {
            lane.thread().getQueue().clear();
            lane.thread().shutdown();
        }
    }

    /** Runs a task on the thread of a room. A task that fails is logged and does not stop the next one. */
    void execute(long roomId, Runnable task) {
        Lane lane = laneOf(roomId);
        lane.unfinished().incrementAndGet();
        try {
            lane.thread().execute(() -> run(lane, task));
        } catch (RejectedExecutionException e) {
            lane.unfinished().decrementAndGet();
            LOG.log(Level.FINE, "The server stops, so a frame is not sent; the clients resume", e);
        }
    }

    private static void run(Lane lane, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            ErrorReference.log(LOG, "Committed frames could not be sent to the sockets of a room", e);
        } finally {
            lane.unfinished().decrementAndGet();
        }
    }

    @Override
    public boolean isFull(long roomId) {
        return laneOf(roomId).unfinished().get() >= MAX_WAITING;
    }

    private Lane laneOf(long roomId) {
        return lanes[(int) (roomId % lanes.length)];
    }
}
