package org.chatboard.platform.support;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the work of a timer: at most one run at a time, and none after {@link #stop}. */
public final class NonOverlappingTask {
    private static final int STOP_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean stopped;

    /** Runs the work in the calling thread; skips it if the previous run is not finished, or after {@link #stop}. */
    public void run(Runnable work) {
        if (lock.tryLock()) {
            try {
                if (!stopped) {
                    work.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Prevents further runs and waits for the current one, at most {@value #STOP_SECONDS} seconds. Called before the database is
     * closed; a run that hangs in the database must not block the shutdown.
     */
    public void stop() {
        stopped = true;
        try {
            if (lock.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
