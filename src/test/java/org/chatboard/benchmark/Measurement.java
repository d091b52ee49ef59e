package org.chatboard.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A span of time, what was done in it, and how long what was due in it took. Times are those of {@link System#nanoTime()}. */
final class Measurement {
    private static final int DIGITS = 3;

    private final long start;
    private final long end;
    private final Histogram delays = new ConcurrentHistogram(DIGITS);
    private final LongAdder done = new LongAdder();

    /**
     * A span of time.
     *
     * @param afterSeconds from now to its start
     * @param seconds from its start to its end
     */
    Measurement(int afterSeconds, int seconds) {
        start = System.nanoTime() + TimeUnit.SECONDS.toNanos(afterSeconds);
        end = start + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Its start. */
    long start() {
        return start;
    }

    /** Its end. */
    long end() {
        return end;
    }

    /** Counts how long a delivery took since it was due, whenever it comes, where it was due inside. */
    void delivered(long due, long now) {
        if (inside(due)) {
            delays.recordValue(Math.max(0, now - due));
        }
    }

    /** Counts a message that is both acknowledged and delivered. */
    void done(long now) {
        if (inside(now)) {
            done.increment();
        }
    }

    /** Messages that were done inside. */
    long done() {
        return done.sum();
    }

    /** From due to delivered, in nanoseconds. */
    Histogram delays() {
        return delays;
    }

    private boolean inside(long time) {
        return time - start >= 0 && time - end < 0;
    }
}
