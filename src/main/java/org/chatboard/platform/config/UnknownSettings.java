package org.chatboard.platform.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds environment variables that begin like a setting but are none, such as misspelled ones. They cause a warning and do not
 * stop the start: Kubernetes sets variables such as {@code CHATBOARD_SERVICE_HOST}, and the settings of a newer version remain
 * after a downgrade. A setting whose name is misspelled has its default, which is safe.
 */
final class UnknownSettings {
    private static final String PREFIX = "CHATBOARD_";

    private UnknownSettings() {}

    /**
     * {@return a warning for each unknown variable, with the setting whose name is nearest}
     *
     * @param environment names of all environment variables
     * @param known environment variables of all settings
     */
    static List<String> warnings(Set<String> environment, Set<String> known) {
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

    /** {@return the Levenshtein distance: the number of letters to insert, remove or replace} */
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
