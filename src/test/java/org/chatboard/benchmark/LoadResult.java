package org.chatboard.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The result of a load.
 *
 * @param load name of the load
 * @param done messages both acknowledged and delivered during the measurement
 * @param seconds duration of the measurement
 * @param delays times from when a message was due until it was delivered, in nanoseconds
 * @param cpu CPU time of server and client during the measurement
 * @param faults how many messages were lost, doubled or not acknowledged
 * @param problems errors of connections, in words
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

    /** {@return messages a second} */
    double perSecond() {
        return (double) done / seconds;
    }

    /** {@return a percentile of the delays, in milliseconds} */
    double millisAt(double percent) {
        return delays.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    /** {@return CPU seconds of the server for 1,000 messages} */
    Optional<Double> cpuPerThousand() {
        return cpu.server().filter(time -> done > 0).map(time -> seconds(time) * 1_000 / done);
    }

    /** {@return {@link #cpuPerThousand} as text, empty if unknown} */
    String cpuText() {
        return cpuPerThousand()
                .map(seconds -> String.format(Locale.ROOT, "%.2f", seconds))
                .orElse("");
    }

    /** {@return the mean number of processors that the client used} */
    Optional<Double> clientCores() {
        return cpu.client().map(time -> seconds(time) / seconds);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
