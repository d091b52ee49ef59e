package org.chatboard.platform.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the scripts, styles and images: a hash of their content that the build computes ({@code web-files.xml}). */
public final class WebVersion {
    /** Twelve hexadecimal digits. */
    public static final String VALUE = read();

    /** {@code Cache-Control} of a response whose path contains the version: one year, the longest time that caches accept. */
    public static final String CACHED_FOR_EVER = "public, max-age=31536000, immutable";

    private static final String FILE = "/org/chatboard/web-files.properties";

    private WebVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream file = WebVersion.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing; the build makes it: mvn process-resources");
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
