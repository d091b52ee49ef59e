package org.chatboard.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that the launcher needs before the application runs. The application reads its settings itself.
 *
 * @param data absolute path of the data directory ({@code CHATBOARD_DATA}, default {@code data} in the working directory)
 * @param address the address to listen on ({@code CHATBOARD_ADDRESS}, default 127.0.0.1)
 * @param port the port to listen on, 1 to 65535 ({@code CHATBOARD_PORT}, default 8080)
 * @param development whether to log verbosely, for developers ({@code CHATBOARD_LOG}: {@code production}, the default,
 *     or {@code development})
 * @param monitoring whether Payara collects statistics ({@code CHATBOARD_MONITORING}, default false)
 * @param databaseUrl JDBC URL, or empty for the embedded database under {@code data} ({@code CHATBOARD_DATABASE_URL})
 * @param cluster Payara's data grid; empty if it is off, which is the default ({@code CHATBOARD_CLUSTER_*})
 */
public record LaunchSettings(
        Path data,
        String address,
        int port,
        boolean development,
        boolean monitoring,
        String databaseUrl,
        Optional<ClusterSettings> cluster) {
    static final String DEFAULT_ADDRESS = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;

    /**
     * Reads the settings.
     *
     * @param environment values by environment variable, as of {@link System#getenv()}; a blank value counts as not set
     * @throws StartRejectedException if a value is not valid
     */
    public static LaunchSettings from(Map<String, String> environment) {
        return new LaunchSettings(
                data(value(environment, "CHATBOARD_DATA", "data")),
                value(environment, "CHATBOARD_ADDRESS", DEFAULT_ADDRESS),
                port(value(environment, "CHATBOARD_PORT", String.valueOf(DEFAULT_PORT))),
                choice(environment, "CHATBOARD_LOG", "production", "development"),
                choice(environment, "CHATBOARD_MONITORING", "false", "true"),
                value(environment, "CHATBOARD_DATABASE_URL", ""),
                ClusterSettings.from(environment));
    }

    /** {@return whether the database is the embedded one in the data directory} */
    public boolean embeddedDatabase() {
        return databaseUrl.isEmpty();
    }

    /** {@return the folder of the embedded database} */
    public Path databaseFolder() {
        return data.resolve("db");
    }

    /** {@return the newest log file; older ones have a higher number in their name} */
    public Path logFile() {
        return data.resolve("logs").resolve("chatboard.0.log");
    }

    /** {@return the name of this node in the grid} */
    String nodeName() {
        return "chatboard-" + port;
    }

    /** {@return the URL to open in a browser on this machine, with a slash at its end} */
    public String url() {
        boolean allAddresses = address.equals("0.0.0.0") || address.equals("::");
        String host = allAddresses ? DEFAULT_ADDRESS : address;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    private static String value(Map<String, String> environment, String name, String defaultValue) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }

    private static Path data(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartRejectedException(
                    "CHATBOARD_DATA is \"" + value + "\", which is not a path. Set it to the path of a folder.", e);
        }
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= LARGEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // rejected below
        }
        throw new StartRejectedException(
                "CHATBOARD_PORT is \"" + value + "\", which is not a port. Set it to a number from 1 to " + LARGEST_PORT
                        + ", for example CHATBOARD_PORT=8081.");
    }

    /** {@return whether a setting with two values has the one that is not its default} */
    private static boolean choice(Map<String, String> environment, String name, String defaultValue, String other) {
        String value = value(environment, name, defaultValue);
        if (!value.equals(defaultValue) && !value.equals(other)) {
            throw new StartRejectedException(
                    name + " is \"" + value + "\". Set it to " + defaultValue + " (the default) or " + other + ".");
        }
        return value.equals(other);
    }
}
