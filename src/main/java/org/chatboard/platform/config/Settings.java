package org.chatboard.platform.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.platform.environment.DatabaseCredentials;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.InvalidSettingException;
import org.chatboard.platform.environment.SettingsReader;
import org.chatboard.platform.support.AddressRange;
import org.chatboard.platform.support.IpAddress;
import org.eclipse.microprofile.config.Config;

/** The settings of the application, read once at the start. The README lists the environment variables. */
@ApplicationScoped
public class Settings {
    /** Settings that other code reads: the launcher, {@code troubleshoot.sh} and the browser tests. */
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "CHATBOARD_MONITORING",
            "CHATBOARD_CLUSTER_ADDRESS",
            "CHATBOARD_CLUSTER_MEMBERS",
            "CHATBOARD_JAR",
            "CHATBOARD_BROWSER");

    private Path dataDirectory;
    private Optional<Path> databaseFolder;
    private List<String> origins;
    private Set<AddressRange> trustedProxies;
    private String address;
    private boolean local;
    private OptionalInt port;
    private boolean development;
    private Limits limits;
    private int sendTimeoutMs;
    private int heartbeatMs;
    private int deadAfterMs;
    private int requestTimeoutMs;
    private int connectionsPerAddress;
    private long fileReserveBytes;
    private Set<String> variables;

    /** For the container's proxy. */
    protected Settings() {}

    /**
     * Reads the settings from MicroProfile Config, where {@code CHATBOARD_PORT} has the name {@code chatboard.port}.
     *
     * @throws InvalidSettingException if a value is not valid
     */
    @Inject
    public Settings(Config config) {
        this(new SettingsReader(name -> config.getOptionalValue(name, String.class)));
    }

    private Settings(SettingsReader reader) {
        dataDirectory = reader.dataDirectory();
        databaseFolder = DatabaseUrl.read(reader, dataDirectory).folder();
        DatabaseCredentials.read(reader); // checked here, used by the data source
        origins = reader.text("CHATBOARD_ORIGINS").map(Origins::parse).orElse(List.of());
        trustedProxies = addresses(reader, "CHATBOARD_TRUSTED_PROXIES");
        Optional<String> listening = reader.text("CHATBOARD_ADDRESS");
        address = listening.orElse("127.0.0.1");
        local = listening.isPresent()
                && Stream.concat(listening.stream(), origins.stream().map(Origins::host))
                        .allMatch(Settings::isLoopback);
        int number = reader.number("CHATBOARD_PORT", 0, 1, 65_535);
        port = number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
        development =
                reader.choice("CHATBOARD_LOG", "production", "development").equals("development");
        limits = Limits.from(reader);
        sendTimeoutMs = reader.number("CHATBOARD_SEND_TIMEOUT_MS", 10_000, 100, 600_000);
        heartbeatMs = reader.number("CHATBOARD_HEARTBEAT_MS", 25_000, 100, 600_000);
        deadAfterMs = reader.number("CHATBOARD_DEAD_AFTER_MS", 55_000, 200, 3_600_000);
        requestTimeoutMs = reader.number("CHATBOARD_REQUEST_TIMEOUT_MS", 15_000, 500, 600_000);
        connectionsPerAddress = reader.rate("CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS", 1_000);
        fileReserveBytes = reader.bytes("CHATBOARD_FILE_RESERVE_BYTES", 268_435_456);
        variables = Stream.concat(reader.variables().stream(), READ_ELSEWHERE.stream())
                .collect(Collectors.toUnmodifiableSet());
        if (deadAfterMs <= heartbeatMs) {
            throw new InvalidSettingException(
                    "CHATBOARD_DEAD_AFTER_MS",
                    String.valueOf(deadAfterMs),
                    "more than CHATBOARD_HEARTBEAT_MS, which is " + heartbeatMs);
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || IpAddress.parse(host.replaceAll("[\\[\\]]", ""))
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    /** {@return the IP addresses and networks of a comma-separated list; empty if the setting is not set} */
    private static Set<AddressRange> addresses(SettingsReader reader, String variable) {
        String list = reader.text(variable).orElse("");
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

    /**
     * {@return settings for a test}
     *
     * @param environment values by environment variable; settings that are absent have their defaults
     */
    public static Settings of(Map<String, String> environment) {
        return new Settings(new SettingsReader(environment));
    }

    /** {@return the environment variables of all settings} */
    public Set<String> variables() {
        return variables;
    }

    /** {@return the folder of all durable data} */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** {@return the folder of the embedded database; empty if the database has none on this machine} */
    public Optional<Path> databaseFolder() {
        return databaseFolder;
    }

    /** {@return the origins of {@code CHATBOARD_ORIGINS}; empty if it is not set} */
    public List<String> origins() {
        return origins;
    }

    /** {@return the proxies whose {@code X-Forwarded-For} is trusted} */
    public Set<AddressRange> trustedProxies() {
        return trustedProxies;
    }

    /** {@return the address that the server listens on} */
    public String address() {
        return address;
    }

    /**
     * {@return whether nobody but this machine reaches the server: it listens on loopback, and no other address is one of its origins} If
     * {@code CHATBOARD_ADDRESS} is not set, which {@code chatboard.jar} always does, the server listens everywhere.
     */
    public boolean isLocal() {
        return local;
    }

    /** {@return the port that the server listens on; empty if {@code CHATBOARD_PORT} is not set} */
    public OptionalInt port() {
        return port;
    }

    /** {@return whether the browser's console and the log are verbose, for developers} */
    public boolean development() {
        return development;
    }

    /** {@return the limits that an operator sets with {@code CHATBOARD_LIMIT_*}, such as messages per second} */
    public Limits limits() {
        return limits;
    }

    /** {@return milliseconds that one send to a socket may take; after that the socket is closed} */
    public int sendTimeoutMs() {
        return sendTimeoutMs;
    }

    /** {@return milliseconds between two heartbeats} */
    public int heartbeatMs() {
        return heartbeatMs;
    }

    /** {@return milliseconds without anything from the client after which a socket counts as dead} */
    public int deadAfterMs() {
        return deadAfterMs;
    }

    /**
     * {@return milliseconds that a client has for the head of a request, for its body, and for each step of reading the response}
     */
    public int requestTimeoutMs() {
        return requestTimeoutMs;
    }

    /** {@return HTTP connections that one IP address may have open; 0 means no limit} */
    public int connectionsPerAddress() {
        return connectionsPerAddress;
    }

    /** {@return bytes that uploads leave free on the disk, so that messages can still be stored and deleted} */
    public long fileReserveBytes() {
        return fileReserveBytes;
    }
}
