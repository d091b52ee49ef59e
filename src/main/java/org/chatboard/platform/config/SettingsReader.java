package org.chatboard.platform.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatboard.platform.support.AddressRange;

/** Reads settings one by one and checks each value. Remembers their names. */
class SettingsReader {
    private final Function<String, Optional<String>> source;
    private final Set<String> variables = new HashSet<>();

    /** @param source returns the value of a MicroProfile Config name such as {@code chatboard.limit.hashes} */
    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** {@return the value without surrounding white space; empty if it is not set or blank} */
    Optional<String> text(String variable) {
        variables.add(variable);
        return source.apply(configName(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** {@return the environment variables that were read} */
    Set<String> variables() {
        return Set.copyOf(variables);
    }

    /**
     * {@return a whole number; {@code fallback} if the setting is not set}
     *
     * @throws InvalidSettingException if it is not a number from {@code min} to {@code max}
     */
    int number(String variable, int fallback, int min, int max) {
        return text(variable).map(value -> parse(variable, value, min, max)).orElse(fallback);
    }

    /** {@return a rate from 0 to 1,000,000; 0 means no limit} */
    int rate(String variable, int fallback) {
        return number(variable, fallback, 0, 1_000_000);
    }

    /** {@return the IP addresses and networks of a comma-separated list; empty if the setting is not set} */
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

    /** {@return one of {@code choices}; the first one if the setting is not set} */
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
