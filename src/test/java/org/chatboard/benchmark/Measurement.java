package org.chatboard.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts the messages that are done in a time interval: both acknowledged and delivered. Records the delays of the messages that
 * were due in the interval. Times are those of {@link System#nanoTime()}.
 */
final class Measurement {
    private static final int DIGITS = 3;

    private final long start;
    private final long end;
    private final Histogram delays = new ConcurrentHistogram(DIGITS);
    private final LongAdder done = new LongAdder();

    /**
     * Creates a measurement.
     *
     * @param afterSeconds seconds from now to the start of the interval
     * @param seconds duration of the interval
     */
    Measurement(int afterSeconds, int seconds) {
        start = System.nanoTime() + TimeUnit.SECONDS.toNanos(afterSeconds);
        end = start + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** {@return the start of the interval, as {@link System#nanoTime} gives it} */
    long start() {
        return start;
    }

    /** {@return the end of the interval} */
    long end() {
        return end;
    }

    /** Records the delay of a message that was due in the interval, even if it is delivered after its end. */
    void delivered(long due, long now) {
        if (inside(due)) {
            delays.recordValue(Math.max(0, now - due));
        }
    }

    /** Counts a message that became both acknowledged and delivered in the interval. */
    void done(long now) {
        if (inside(now)) {
            done.increment();
        }
    }

    /** {@return the number of messages done in the interval} */
    long done() {
        return done.sum();
    }

    /** {@return the times from when a message was due until it was delivered, in nanoseconds} */
    Histogram delays() {
        return delays;
    }

    private boolean inside(long time) {
        return time - start >= 0 && time - end < 0;
    }
}
