package org.chatboard.platform.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs at most one message per interval at its level and the others at FINE, so that a client cannot fill the log. */
final class ThrottledLog {
    private final Logger logger;
    private final Level level;
    private final long intervalNanos;
    private final AtomicLong last;

    ThrottledLog(Logger logger, Level level, Duration interval) {
        this.logger = logger;
        this.level = level;
        intervalNanos = interval.toNanos();
        last = new AtomicLong(System.nanoTime() - intervalNanos);
    }

    void log(Supplier<String> message) {
        long now = System.nanoTime();
        long before = last.get();
        boolean due = now - before >= intervalNanos && last.compareAndSet(before, now);
        logger.log(due ? level : Level.FINE, message);
    }
}
