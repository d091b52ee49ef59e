package org.chatboard.platform.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.platform.database.Database;
import org.chatboard.platform.support.AddressRange;
import org.eclipse.microprofile.config.Config;

/** Every setting of the application, read once when it starts. The environment variables are in the README's table. */
@ApplicationScoped
public class Settings {
    /** Settings that are read elsewhere: the data source, the launcher, {@code troubleshoot.sh} and the browser tests. */
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "CHATBOARD_DATABASE_USER",
            "CHATBOARD_DATABASE_PASSWORD",
            "CHATBOARD_MONITORING",
            "CHATBOARD_JAR",
            "CHATBOARD_BROWSER");

    private Path dataDirectory;
    private boolean embeddedDatabase;
    private List<String> origins;
    private Set<AddressRange> trustedProxies;
    private String address;
    private OptionalInt port;
    private boolean development;
    private Limits limits;
    private int sendTimeoutMs;
    private int heartbeatMs;
    private int deadAfterMs;
    private int requestTimeoutMs;
    private int connectionsPerAddress;
    private Set<String> variables;

    /** For the container's proxy. */
    protected Settings() {}

    /**
     * Reads from MicroProfile Config, which knows {@code CHATBOARD_PORT} as {@code chatboard.port}.
     *
     * @throws InvalidSettingException where a value makes no sense
     */
    @Inject
    public Settings(Config config) {
        this((String name) -> config.getOptionalValue(name, String.class));
    }

    private Settings(Function<String, Optional<String>> source) {
        SettingsReader reader = new SettingsReader(source);
        dataDirectory = Path.of(reader.text("CHATBOARD_DATA").orElse("data"));
        embeddedDatabase =
                reader.text("CHATBOARD_DATABASE_URL").map(Settings::embedded).orElse(true);
        origins = reader.text("CHATBOARD_ORIGINS").map(Origins::parse).orElse(List.of());
        trustedProxies = reader.addresses("CHATBOARD_TRUSTED_PROXIES");
        address = reader.text("CHATBOARD_ADDRESS").orElse("127.0.0.1");
        int listening = reader.number("CHATBOARD_PORT", 0, 1, 65_535);
        port = listening == 0 ? OptionalInt.empty() : OptionalInt.of(listening);
        development =
                reader.choice("CHATBOARD_LOG", "production", "development").equals("development");
        limits = Limits.from(reader);
        sendTimeoutMs = reader.number("CHATBOARD_SEND_TIMEOUT_MS", 10_000, 100, 600_000);
        heartbeatMs = reader.number("CHATBOARD_HEARTBEAT_MS", 25_000, 100, 600_000);
        deadAfterMs = reader.number("CHATBOARD_DEAD_AFTER_MS", 55_000, 200, 3_600_000);
        requestTimeoutMs = reader.number("CHATBOARD_REQUEST_TIMEOUT_MS", 15_000, 500, 600_000);
        connectionsPerAddress = reader.rate("CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS", 1_000);
        variables = Stream.concat(reader.variables().stream(), READ_ELSEWHERE.stream())
                .collect(Collectors.toUnmodifiableSet());
        if (deadAfterMs <= heartbeatMs) {
            throw new InvalidSettingException(
                    "CHATBOARD_DEAD_AFTER_MS",
                    String.valueOf(deadAfterMs),
                    "more than CHATBOARD_HEARTBEAT_MS, which is " + heartbeatMs);
        }
    }

    private static boolean embedded(String url) {
        if (!Database.isKnown(url)) {
            throw new InvalidSettingException(
                    "CHATBOARD_DATABASE_URL",
                    url.replaceFirst("[?;].*", ""), // without a password
                    "a JDBC URL of PostgreSQL or Derby, such as jdbc:postgresql://host:5432/name");
        }
        return Database.isDerby(url);
    }

    /**
     * Settings for a test.
     *
     * @param environment environment variables by their names; what is absent has its default
     */
    public static Settings of(Map<String, String> environment) {
        return new Settings((String name) -> Optional.ofNullable(
                environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_'))));
    }

    /** {@return the names of all settings} */
    public Set<String> variables() {
        return variables;
    }

    /** {@return the folder that holds all that must be kept} */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** {@return whether the database is the embedded one, in the data directory} */
    public boolean embeddedDatabase() {
        return embeddedDatabase;
    }

    /** {@return the origins that {@code CHATBOARD_ORIGINS} allows, empty where it is not set} */
    public List<String> origins() {
        return origins;
    }

    /** {@return the proxies whose word on a client's address counts} */
    public Set<AddressRange> trustedProxies() {
        return trustedProxies;
    }

    /** {@return the address that the server was told to listen on} */
    public String address() {
        return address;
    }

    /** {@return the port that the server was told to listen on, where it was told one} */
    public OptionalInt port() {
        return port;
    }

    /** {@return whether console and log say more, as a developer wants it} */
    public boolean development() {
        return development;
    }

    /** {@return how much is too much} */
    public Limits limits() {
        return limits;
    }

    /** {@return milliseconds after which a send that has not finished ends its socket} */
    public int sendTimeoutMs() {
        return sendTimeoutMs;
    }

    /** {@return milliseconds between two heartbeats of a socket} */
    public int heartbeatMs() {
        return heartbeatMs;
    }

    /** {@return milliseconds of silence after which a socket counts as dead} */
    public int deadAfterMs() {
        return deadAfterMs;
    }

    /** {@return milliseconds that a client has for the head of a request, for its body, and for going on to take up an answer} */
    public int requestTimeoutMs() {
        return requestTimeoutMs;
    }

    /** {@return HTTP connections that one address may have open; 0: no limit} */
    public int connectionsPerAddress() {
        return connectionsPerAddress;
    }
}
