package org.chatboard.platform.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes redirects to this server relative, so that they are right behind any proxy. */
public final class Redirects {
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/?#]*)(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEFAULT_PORT = Pattern.compile(":(80|443)$");

    /**
     * The slashes before a path. Only one may remain, because browsers read {@code //host} and {@code /\\host} as another server.
     */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

    private Redirects() {}

    /**
     * {@return the location without scheme and host if its host is that of the request; otherwise the unchanged location}
     *
     * @param location the {@code Location} header of the response
     * @param host the {@code Host} header of the request; may be null
     */
    public static String relative(String location, String host) {
        Matcher absolute = ABSOLUTE.matcher(location);
        if (host == null
                || !absolute.matches()
                || !withoutDefaultPort(absolute.group(1)).equalsIgnoreCase(withoutDefaultPort(host))) {
            return location;
        }
        return "/" + LEADING_SLASHES.matcher(absolute.group(2)).replaceFirst("");
    }

    private static String withoutDefaultPort(String host) {
        return DEFAULT_PORT.matcher(host).replaceFirst("");
    }
}
