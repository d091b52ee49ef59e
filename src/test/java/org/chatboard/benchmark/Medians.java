package org.chatboard.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results of a load that was run several times, in turn with others. */
final class Medians {
    private final List<LoadResult> results = new ArrayList<>();

    /** Adds a result. */
    void add(LoadResult result) {
        results.add(result);
    }

    /** {@return the median of a figure; of an even number of results the higher one of the two in the middle} */
    double of(ToDoubleFunction<LoadResult> figure) {
        return results.stream().mapToDouble(figure).sorted().toArray()[results.size() / 2];
    }

    /** {@return the median of a percentile of the delays, in milliseconds} */
    double millisAt(double percent) {
        return of(result -> result.millisAt(percent));
    }

    /** {@return the median CPU seconds of the server for 1,000 messages; {@link Double#NaN} if unknown} */
    double cpuPerThousand() {
        return of(result -> result.cpuPerThousand().orElse(Double.NaN));
    }

    /** {@return {@link #cpuPerThousand} as text} */
    String cpuText() {
        return String.format(Locale.ROOT, "%.3f", cpuPerThousand());
    }
}
