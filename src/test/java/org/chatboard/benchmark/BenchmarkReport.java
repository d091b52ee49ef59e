package org.chatboard.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results of the benchmark as Markdown. */
final class BenchmarkReport {
    private static final String HEADER = """
            | load | messages/s | p50 ms | p90 ms | p99 ms | p99.9 ms | server CPU s/1,000 | lost | doubled | unacknowledged |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private final double loadAverage =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final List<LoadResult> rows = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** Adds the row of a load. */
    void add(LoadResult result) {
        rows.add(result);
    }

    /** Adds a figure that does not belong to a load. */
    void add(String name, double value, String unit) {
        lines.add(String.format(Locale.ROOT, "| %s | %,.1f %s |%n", name, value, unit));
    }

    /** {@return the tables and a footnote about the machine} */
    String markdown() {
        StringBuilder text = new StringBuilder(HEADER);
        rows.forEach(row -> text.append(line(row)));
        text.append("\n| other figures | |\n|---|--:|\n");
        lines.forEach(text::append);
        return text.append('\n').append(footnote()).toString();
    }

    private static String line(LoadResult row) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.1f | %.1f | %.1f | %s | %d | %d | %d |%n",
                row.load(),
                row.perSecond(),
                row.millisAt(50),
                row.millisAt(90),
                row.millisAt(99),
                row.millisAt(99.9),
                row.cpuText(),
                row.faults().lost(),
                row.faults().doubled(),
                row.faults().unacknowledged());
    }

    private String footnote() {
        String client = rows.stream()
                .map(LoadResult::clientCores)
                .flatMap(Optional::stream)
                .max(Double::compare)
                .map(cores -> String.format(Locale.ROOT, "; the client used up to %.1f of them", cores))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "Java %s, %d processors, which the benchmark's client shares with the server%s. Load average before: %.1f.%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                client,
                loadAverage);
    }
}
