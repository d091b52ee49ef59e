package org.chatboard.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the launcher reads from the environment; the application's own settings are read by the application.
 *
 * @param data where everything lies that must be kept, absolute ({@code CHATBOARD_DATA}, default {@code data} in the
 *     working folder)
 * @param address the one address to listen on ({@code CHATBOARD_ADDRESS}, default 127.0.0.1)
 * @param port the one port to listen on, 1 to 65535 ({@code CHATBOARD_PORT}, default 8080)
 * @param development whether to log like a developer wants it ({@code CHATBOARD_LOG}: {@code production}, the default,
 *     or {@code development})
 * @param monitoring whether the server's statistics are collected ({@code CHATBOARD_MONITORING}, default false)
 * @param databaseUrl JDBC URL, or empty for the embedded database under {@code data} ({@code CHATBOARD_DATABASE_URL})
 */
public record LaunchSettings(
        Path data, String address, int port, boolean development, boolean monitoring, String databaseUrl) {
    static final String DEFAULT_ADDRESS = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;

    /**
     * Reads the settings.
     *
     * @param environment as of {@link System#getenv()}; an empty value counts as none
     * @throws StartRejectedException where a value is not one of the possible ones
     */
    public static LaunchSettings from(Map<String, String> environment) {
        return new LaunchSettings(
                data(value(environment, "CHATBOARD_DATA", "data")),
                value(environment, "CHATBOARD_ADDRESS", DEFAULT_ADDRESS),
                port(value(environment, "CHATBOARD_PORT", String.valueOf(DEFAULT_PORT))),
                choice(environment, "CHATBOARD_LOG", "production", "development"),
                choice(environment, "CHATBOARD_MONITORING", "false", "true"),
                value(environment, "CHATBOARD_DATABASE_URL", ""));
    }

    /** Whether the database is the embedded one in the data directory. */
    public boolean embeddedDatabase() {
        return databaseUrl.isEmpty();
    }

    /** The folder of the embedded database. */
    public Path databaseFolder() {
        return data.resolve("db");
    }

    /** The newest log file; older ones have a larger number. */
    public Path logFile() {
        return data.resolve("logs").resolve("chatboard.0.log");
    }

    /** The address to open in a browser on this machine, with the slash at its end. */
    public String url() {
        boolean everywhere = address.equals("0.0.0.0") || address.equals("::");
        String host = everywhere ? DEFAULT_ADDRESS : address;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
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
            // the sentence below says it
        }
        throw new StartRejectedException(
                "CHATBOARD_PORT is \"" + value + "\", which is not a port. Set it to a number from 1 to " + LARGEST_PORT
                        + ", for example CHATBOARD_PORT=8081.");
    }

    /** Whether the setting has its second value; the first is the default. */
    private static boolean choice(Map<String, String> environment, String name, String otherwise, String other) {
        String value = value(environment, name, otherwise);
        if (!value.equals(otherwise) && !value.equals(other)) {
            throw new StartRejectedException(
                    name + " is \"" + value + "\". Set it to " + otherwise + " (the default) or " + other + ".");
        }
        return value.equals(other);
    }
}
