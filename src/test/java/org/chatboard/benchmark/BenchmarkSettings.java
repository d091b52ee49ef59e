package org.chatboard.benchmark;

import java.util.List;

/**
 * The sizes of the benchmark, set by {@code -Dbenchmark.NAME=…}.
 *
 * @param pairs number of conversations; each has a sender and a recipient, with one connection each
 * @param seconds duration of each measurement
 * @param warmup seconds of load before the first measurement, for the JIT compiler of the server
 * @param idle number of open connections that send only the answers to heartbeats
 * @param rate messages/s of the first load with a constant rate
 * @param starts how often the server is started; the median start time is reported
 * @param echo whether the echo server is measured too
 * @param jvm JVM options of the servers, none by default
 * @param cpus processors to which {@code taskset} pins the servers, such as {@code 0} or {@code 0-3}; empty for all
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
