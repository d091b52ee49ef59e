package org.chatboard.benchmark;

import java.util.List;

/**
 * How large the benchmark is: {@code -Dbenchmark.NAME=…} on Maven's command line.
 *
 * @param pairs conversations of two people with a connection each, one of whom writes
 * @param seconds that each load is measured
 * @param warmup seconds of load before the first measurement, which compiles the server's code
 * @param idle connections that are open and say nothing
 * @param rate messages a second of the first open loop
 * @param starts of the server, of which the median counts
 * @param echo whether a bare echo is measured too
 * @param jvm options of the servers' Java, none by default: as {@code java -jar chatboard.jar} is
 * @param cpus processors that the servers are pinned to by {@code taskset}, as {@code 0} or {@code 0-3}; empty for all
 */
record BenchmarkSettings(
        int pairs,
        int seconds,
        int warmup,
        int idle,
        int rate,
        int starts,
        boolean echo,
        List<String> jvm,
        String cpus) {

    /** Reads the system properties. */
    static BenchmarkSettings read() {
        return new BenchmarkSettings(
                number("pairs", 50),
                number("seconds", 15),
                number("warmup", 20),
                number("idle", 1_000),
                number("rate", 100),
                number("starts", 3),
                Boolean.parseBoolean(text("echo", "true")),
                List.of(text("jvm", "").split(" ")).stream()
                        .filter(option -> !option.isEmpty())
                        .toList(),
                text("cpus", ""));
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }

    private static String text(String name, String otherwise) {
        return System.getProperty("benchmark." + name, otherwise).strip();
    }
}
