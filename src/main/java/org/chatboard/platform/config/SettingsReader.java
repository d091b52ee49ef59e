package org.chatboard.platform.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatboard.platform.support.AddressRange;

/** Reads single settings and refuses, in words, those that make no sense. */
class SettingsReader {
    private final Function<String, Optional<String>> source;
    private final Set<String> variables = new HashSet<>();

    /** @param source gives the value of a MicroProfile Config name such as {@code chatboard.limit.hashes} */
    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String variable) {
        variables.add(variable);
        return source.apply(configName(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** {@return the names of the settings that were read} */
    Set<String> variables() {
        return Set.copyOf(variables);
    }

    /** A whole number from {@code min} to {@code max}, {@code fallback} where nothing is set. */
    int number(String variable, int fallback, int min, int max) {
        return text(variable).map(value -> parse(variable, value, min, max)).orElse(fallback);
    }

    /** As {@link #number}, where 0 means that there is no limit. */
    int rate(String variable, int fallback) {
        return number(variable, fallback, 0, 1_000_000);
    }

    /** IP addresses and networks between commas, none where nothing is set. */
    Set<AddressRange> addresses(String variable) {
        String list = text(variable).orElse("");
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(
                        entry -> AddressRange.parse(entry)
                                .orElseThrow(
                                        () -> new InvalidSettingException(
                                                variable,
                                                list,
                                                "a comma-separated list of IP addresses and networks, such as 127.0.0.1 or 10.0.0.0/8")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One of {@code choices}, the first where nothing is set. */
    String choice(String variable, String... choices) {
        String value = text(variable).orElse(choices[0]);
        for (String choice : choices) {
            if (choice.equals(value)) {
                return value;
            }
        }
        throw new InvalidSettingException(variable, value, "one of " + String.join(", ", choices));
    }

    private static int parse(String variable, String value, int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(variable, value, allowed);
        }
        throw new InvalidSettingException(variable, value, allowed);
    }

    private static String configName(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
