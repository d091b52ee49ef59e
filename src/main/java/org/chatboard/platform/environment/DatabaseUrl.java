package org.chatboard.platform.environment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC URL of an embedded Derby database or of PostgreSQL. No other class decides which of the two a URL names, and where the
 * files of an embedded database are. The parameters of a URL may contain a password.
 */
public final class DatabaseUrl {
    /** The environment variable of the URL. */
    public static final String VARIABLE = "CHATBOARD_DATABASE_URL";

    private static final String DERBY = "jdbc:derby:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String DIRECTORY = "directory:";
    private static final String NAME_PARAMETER = "databaseName=";

    /** URLs of Derby's network client, which the WAR does not have. */
    private static final Pattern DERBY_CLIENT = Pattern.compile(DERBY + "(//|net:)");

    private static final Pattern SCHEME = Pattern.compile("(?i)(jdbc:)?[a-z][a-z0-9+.-]*:(//)?");

    private static final Pattern OUTSIDE_THE_FILE_SYSTEM = Pattern.compile("(memory|classpath|jar):");

    private final String value;
    private final String withoutParameters;
    private final Optional<Path> folder;

    private DatabaseUrl(String value, String withoutParameters, Optional<Path> folder) {
        this.value = value;
        this.withoutParameters = withoutParameters;
        this.folder = folder;
    }

    /**
     * {@return the URL of {@code CHATBOARD_DATABASE_URL}; if that is not set, the one of the embedded database in the data
     * directory}
     *
     * @param data the data directory
     * @throws InvalidSettingException if it names another database, or a folder that is not a path
     */
    public static DatabaseUrl read(SettingsReader settings, Path data) {
        String url = settings.text(VARIABLE).orElse(DERBY + DIRECTORY + data.resolve("db") + ";create=true");
        return parse(url)
                .orElseThrow(() -> new InvalidSettingException(
                        VARIABLE,
                        scheme(url) + "...",
                        "a JDBC URL of PostgreSQL or embedded Derby, such as jdbc:postgresql://host:5432/name"));
    }

    /** {@return the URL; empty if it names neither PostgreSQL nor an embedded Derby database} */
    public static Optional<DatabaseUrl> parse(String url) {
        if (url.startsWith(POSTGRESQL)) {
            return Optional.of(new DatabaseUrl(url, withoutSecrets(url), Optional.empty()));
        }
        if (!url.startsWith(DERBY) || DERBY_CLIENT.matcher(url).lookingAt()) {
            return Optional.empty();
        }
        String name = derbyName(url);
        try {
            return Optional.of(new DatabaseUrl(url, DERBY + name, folder(name)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the name of the database, as Derby reads it} The name is the text before the first semicolon, or a parameter if
     * that text is empty.
     */
    private static String derbyName(String url) {
        String[] parts = url.substring(DERBY.length()).split(";");
        return Arrays.stream(parts)
                .limit(1)
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .or(() -> Arrays.stream(parts)
                        .map(String::trim)
                        .filter(part -> part.startsWith(NAME_PARAMETER))
                        .map(part -> part.substring(NAME_PARAMETER.length()).trim())
                        .findFirst())
                .orElse("");
    }

    private static Optional<Path> folder(String name) {
        return name.isEmpty() || OUTSIDE_THE_FILE_SYSTEM.matcher(name).lookingAt()
                ? Optional.empty()
                : Optional.of(Path.of(name.startsWith(DIRECTORY) ? name.substring(DIRECTORY.length()) : name));
    }

    /**
     * {@return the URL without its parameters; only its scheme if it contains an at sign} URLs of other tools have a password
     * before the host, so the rest of such a URL may contain one.
     */
    private static String withoutSecrets(String url) {
        return url.contains("@") ? scheme(url) + "..." : url.replaceFirst("(?s)[?;].*", "");
    }

    /** {@return the start of a URL that cannot be part of a password, such as {@code jdbc:mysql://}; may be empty} */
    private static String scheme(String url) {
        Matcher scheme = SCHEME.matcher(url);
        return scheme.lookingAt() ? scheme.group() : "";
    }

    /** {@return the whole URL, for the driver} */
    public String value() {
        return value;
    }

    /** {@return the SQL expression of a sequence's next value} */
    public String nextValueOf(String sequence) {
        return isDerby() ? "NEXT VALUE FOR " + sequence : "nextval('" + sequence + "')";
    }

    /** {@return whether it names an embedded database, which only one process can open} */
    public boolean isDerby() {
        return value.startsWith(DERBY);
    }

    /** {@return the folder of the embedded database; empty for PostgreSQL, and for a Derby database in memory or in a jar} */
    public Optional<Path> folder() {
        return folder;
    }

    /** {@return the URL without its parameters, for messages; only its start if it may contain a password elsewhere} */
    @Override
    public String toString() {
        return withoutParameters;
    }
}
