package org.chatboard.platform.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes redirects to this server relative. */
public final class Redirects {
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/?#]*)(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern USUAL_PORT = Pattern.compile(":(80|443)$");

    /** A browser takes two of them, or a backslash, for the begin of another server's address. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

    private Redirects() {}

    /**
     * {@return a location without the server's name, and unchanged where it leads elsewhere}
     *
     * @param location of the answer
     * @param host of the request, null where it names none
     */
    public static String relative(String location, String host) {
        Matcher absolute = ABSOLUTE.matcher(location);
        if (host == null || !absolute.matches() || !bare(absolute.group(1)).equalsIgnoreCase(bare(host))) {
            return location;
        }
        return "/" + LEADING_SLASHES.matcher(absolute.group(2)).replaceFirst("");
    }

    private static String bare(String host) {
        return USUAL_PORT.matcher(host).replaceFirst("");
    }
}
