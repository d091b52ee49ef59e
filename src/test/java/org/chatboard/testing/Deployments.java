package org.chatboard.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The deployments of the Arquillian tests, made from the WAR of the build. */
public final class Deployments {
    private static final String WEB_XML = "WEB-INF/web.xml";
    private static final String SETTINGS = "WEB-INF/classes/META-INF/microprofile-config.properties";
    private static final Pattern SIGN_IN_MAPPING = Pattern.compile(
            "<filter-mapping>\\s*<filter-name>SignInRequiredFilter</filter-name>.*?</filter-mapping>", Pattern.DOTALL);

    private Deployments() {}

    /**
     * Returns the WAR without the mapping of {@code SignInRequiredFilter}. Arquillian calls in-container tests by HTTP without a
     * session, which the filter would redirect to the sign-in page.
     *
     * @param kind where the application stores its data: Derby in its data directory, or a new database of the {@link PostgresServer}
     * @param superclass the superclass of the test, which Arquillian does not add by itself
     */
    public static WebArchive withTests(TestDatabase.Kind kind, Class<?> superclass) {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("chatboard.war")));
        Matcher mapping = SIGN_IN_MAPPING.matcher(text(war, WEB_XML));
        if (!mapping.find()) {
            throw new IllegalStateException("web.xml has no mapping of SignInRequiredFilter");
        }
        replace(war, WEB_XML, mapping.replaceFirst(""));
        if (kind == TestDatabase.Kind.POSTGRESQL) {
            war.add(new StringAsset(settingsOfNewDatabase()), SETTINGS);
        }
        return war.addClass(superclass);
    }

    /**
     * {@return the settings of a new PostgreSQL database, as a file of MicroProfile Config in the WAR}
     *
     * <p>A test cannot set environment variables of the container.
     */
    private static String settingsOfNewDatabase() {
        TestDatabase database = TestDatabase.create(TestDatabase.Kind.POSTGRESQL, Path.of(""));
        return database.settings().entrySet().stream()
                .map(setting ->
                        setting.getKey().toLowerCase(Locale.ROOT).replace('_', '.') + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String text(WebArchive war, String path) {
        try (InputStream in = war.get(path).getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(WebArchive war, String path, String text) {
        war.delete(path);
        war.add(new StringAsset(text), path);
    }
}
