package org.chatboard.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes and checks origins as a browser sends them: scheme, host, and the port where it is not the scheme's own. */
public final class Origins {
    private static final String VARIABLE = "CHATBOARD_ORIGINS";

    private Origins() {}

    /** @throws InvalidSettingException where an entry could never equal what a browser sends */
    static List<String> parse(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> checked(entry, commaSeparated))
                .toList();
    }

    /** The origin of a plain-HTTP server at {@code host}, which may be an IPv6 address. */
    public static String http(String host, int port) {
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return of("http", name.toLowerCase(Locale.ROOT), port);
    }

    /** {@return the host of an origin, without its port} */
    public static String host(String origin) {
        String authority = origin.substring(origin.indexOf("://") + 3);
        int port = authority.lastIndexOf(':');
        return port > authority.indexOf(']') ? authority.substring(0, port) : authority;
    }

    private static String checked(String entry, String all) {
        if (!entry.equals(canonical(entry))) {
            throw new InvalidSettingException(
                    VARIABLE,
                    all,
                    "a comma-separated list of origins as a browser sends them,"
                            + " such as https://chat.example.org: http or https, lowercase, no path, no default port");
        }
        return entry;
    }

    private static String canonical(String entry) {
        try {
            URI uri = new URI(entry);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null
                    ? of(uri.getScheme(), uri.getHost().toLowerCase(Locale.ROOT), uri.getPort())
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String of(String scheme, String host, int port) {
        boolean usual = port == -1 || port == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
