package org.chatboard.platform.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads settings one by one and checks each value. Remembers the environment variables that it has read. */
public final class SettingsReader {
    private static final long MOST_BYTES = 1L << 50;

    private final Function<String, Optional<String>> source;
    private final Set<String> variables = new HashSet<>();

    /**
     * Creates a reader of MicroProfile Config.
     *
     * @param source returns the value of a MicroProfile Config name such as {@code chatboard.limit.hashes}
     */
    public SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /**
     * Creates a reader of environment variables.
     *
     * @param environment values by environment variable, as of {@link System#getenv()}
     */
    public SettingsReader(Map<String, String> environment) {
        this(name -> Optional.ofNullable(
                environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_'))));
    }

    /** {@return the value without surrounding white space; empty if it is not set or blank} */
    public Optional<String> text(String variable) {
        variables.add(variable);
        return source.apply(configName(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * {@return a secret; empty if it is not set} It may be in a file instead, which the variable with the suffix {@code _FILE} names, so
     * that it is neither in the environment of the process nor in a unit file. The first line of that file counts, as it is.
     *
     * @throws InvalidSettingException if both variables are set, or the file cannot be read or has no first line
     */
    public Optional<String> secret(String variable) {
        String fileVariable = variable + "_FILE";
        Optional<String> value = text(variable);
        Optional<String> file = text(fileVariable);
        if (file.isEmpty()) {
            return value;
        }
        if (value.isPresent()) {
            throw new InvalidSettingException(fileVariable, file.get(), "unset, because " + variable + " is set");
        }
        try (Stream<String> lines = Files.lines(Path.of(file.get()))) {
            return Optional.of(lines.findFirst().filter(line -> !line.isEmpty()).orElseThrow());
        } catch (IOException | UncheckedIOException | InvalidPathException | NoSuchElementException e) {
            throw new InvalidSettingException(
                    fileVariable,
                    file.get(),
                    "the path of a file that this user can read, with the secret in its first line");
        }
    }

    /** {@return the environment variables that were read} */
    public Set<String> variables() {
        return Set.copyOf(variables);
    }

    /**
     * {@return the folder of all durable data, as it was set: {@code CHATBOARD_DATA}, by default {@code data}}
     *
     * @throws InvalidSettingException if it is not a path
     */
    public Path dataDirectory() {
        String value = text("CHATBOARD_DATA").orElse("data");
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new InvalidSettingException("CHATBOARD_DATA", value, "the path of a folder");
        }
    }

    /**
     * {@return a whole number; {@code fallback} if the setting is not set}
     *
     * @throws InvalidSettingException if it is not a number from {@code min} to {@code max}
     */
    public int number(String variable, int fallback, int min, int max) {
        return (int) wholeNumber(variable, fallback, min, max);
    }

    /** {@return a number of bytes from 0 to 1 PiB} */
    public long bytes(String variable, long fallback) {
        return wholeNumber(variable, fallback, 0, MOST_BYTES);
    }

    private long wholeNumber(String variable, long fallback, long min, long max) {
        return text(variable).map(value -> parse(variable, value, min, max)).orElse(fallback);
    }

    /** {@return a rate from 0 to 1,000,000; 0 means no limit} */
    public int rate(String variable, int fallback) {
        return number(variable, fallback, 0, 1_000_000);
    }

    /**
     * {@return one of {@code choices}; the first one if the setting is not set}
     *
     * @throws InvalidSettingException if it is none of them
     */
    public String choice(String variable, String... choices) {
        String value = text(variable).orElse(choices[0]);
        for (String choice : choices) {
            if (choice.equals(value)) {
                return value;
            }
        }
        throw new InvalidSettingException(variable, value, "one of " + String.join(", ", choices));
    }

    private static long parse(String variable, String value, long min, long max) {
        String allowed = "a whole number from " + min + " to " + max;
        try {
            long number = Long.parseLong(value);
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
