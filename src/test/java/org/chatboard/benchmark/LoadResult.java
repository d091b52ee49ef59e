package org.chatboard.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param load its name
 * @param done messages both acknowledged and delivered while it was measured
 * @param seconds that it was measured
 * @param delays from due to delivered, in nanoseconds
 * @param cpu what server and client took meanwhile
 * @param faults messages lost, doubled, unacknowledged
 * @param problems what happened to connections, in words; empty where nothing did
 */
record LoadResult(
        String load,
        long done,
        int seconds,
        Histogram delays,
        CpuTime cpu,
        SentMessages.Faults faults,
        List<String> problems) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Messages a second. */
    double perSecond() {
        return (double) done / seconds;
    }

    /** The time, in milliseconds, within which so many percent were delivered. */
    double millisAt(double percent) {
        return delays.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    /** Processor seconds of the server for 1,000 messages. */
    Optional<Double> cpuPerThousand() {
        return cpu.server().filter(time -> done > 0).map(time -> seconds(time) * 1_000 / done);
    }

    /** The same as a text, empty where it is not known. */
    String cpuText() {
        return cpuPerThousand()
                .map(seconds -> String.format(Locale.ROOT, "%.2f", seconds))
                .orElse("");
    }

    /** How many processors the client kept busy. */
    Optional<Double> clientCores() {
        return cpu.client().map(time -> seconds(time) / seconds);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
