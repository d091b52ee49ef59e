package org.chatboard.platform.support;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Work that a timer does again and again, never twice at once, until the server stops. */
public final class NonOverlappingTask {
    private static final int STOP_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean over;

    /** Does it, unless it is still being done from the time before, or the server stops. */
    public void take(Runnable work) {
        if (lock.tryLock()) {
            try {
                if (!over) {
                    work.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for what is being done, which reads the database that is closed next; not for ever, as where that hangs. */
    public void end() {
        over = true;
        try {
            if (lock.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
