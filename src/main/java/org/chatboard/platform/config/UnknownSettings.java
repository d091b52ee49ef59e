package org.chatboard.platform.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the environment variables that look like settings and are none. They are no reason to refuse the start: an orchestrator sets
 * such variables of its own ({@code CHATBOARD_SERVICE_HOST} in Kubernetes), and after the return to an older version the newer one's
 * settings are still there. What is missing then has its default, which is a safe one.
 */
final class UnknownSettings {
    private static final String PREFIX = "CHATBOARD_";

    private UnknownSettings() {}

    /**
     * {@return a sentence for each of them}
     *
     * @param environment names of all variables
     * @param known names of all settings
     */
    static List<String> sentences(Set<String> environment, Set<String> known) {
        return environment.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .map(name -> name + " is set, but there is no such setting, so it is ignored. The nearest one is "
                        + nearest(name, known) + ".")
                .toList();
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(each -> distance(name.toUpperCase(Locale.ROOT), each)))
                .orElseThrow();
    }

    /** Levenshtein's: how many letters must be inserted, removed or replaced. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
