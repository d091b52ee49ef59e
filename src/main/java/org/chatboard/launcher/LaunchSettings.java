package org.chatboard.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.chatboard.platform.environment.DatabaseCredentials;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.InvalidSettingException;
import org.chatboard.platform.environment.SettingsReader;

/**
 * The settings that the launcher needs before the application runs. The application reads its settings itself.
 *
 * @param data absolute path of the data directory ({@code CHATBOARD_DATA}, default {@code data} in the working directory)
 * @param address the address to listen on ({@code CHATBOARD_ADDRESS}, default 127.0.0.1)
 * @param port the port to listen on, 1 to 65535 ({@code CHATBOARD_PORT}, default 8080)
 * @param development whether to log verbosely, for developers ({@code CHATBOARD_LOG}: {@code production}, the default,
 *     or {@code development})
 * @param monitoring whether Payara collects statistics ({@code CHATBOARD_MONITORING}, default false)
 * @param databaseFolder absolute path of the embedded database's folder; empty if the database has none on this machine
 *     ({@code CHATBOARD_DATABASE_URL}, default {@code db} in the data directory)
 * @param databaseUrlIsSet whether {@code CHATBOARD_DATABASE_URL} chose the database, even if its folder is the default one
 * @param cluster Payara's data grid; empty if it is off, which is the default ({@code CHATBOARD_CLUSTER_*})
 */
public record LaunchSettings(
        Path data,
        String address,
        int port,
        boolean development,
        boolean monitoring,
        Optional<Path> databaseFolder,
        boolean databaseUrlIsSet,
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
        try {
            return from(new SettingsReader(environment));
        } catch (InvalidSettingException e) {
            throw new StartRejectedException(e.getMessage(), e);
        }
    }

    private static LaunchSettings from(SettingsReader reader) {
        DatabaseCredentials.read(reader); // a file that cannot be read is reported before anything starts
        Path data = reader.dataDirectory().toAbsolutePath().normalize();
        return new LaunchSettings(
                data,
                reader.text("CHATBOARD_ADDRESS").orElse(DEFAULT_ADDRESS),
                reader.number("CHATBOARD_PORT", DEFAULT_PORT, 1, LARGEST_PORT),
                reader.choice("CHATBOARD_LOG", "production", "development").equals("development"),
                reader.choice("CHATBOARD_MONITORING", "false", "true").equals("true"),
                DatabaseUrl.read(reader, data).folder().map(Path::toAbsolutePath),
                reader.text(DatabaseUrl.VARIABLE).isPresent(),
                ClusterSettings.from(reader));
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
}
