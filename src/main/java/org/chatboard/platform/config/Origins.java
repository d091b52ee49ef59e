package org.chatboard.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chatboard.platform.environment.InvalidSettingException;

/** Reads and writes origins in a browser's form: scheme, host, and the port unless it is the default of the scheme. */
public final class Origins {
    private static final String VARIABLE = "CHATBOARD_ORIGINS";

    private Origins() {}

    /**
     * {@return the origins of a comma-separated list}
     *
     * @throws InvalidSettingException if an entry is not in a browser's form, because no {@code Origin} header could equal it
     */
    static List<String> parse(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> checked(entry, commaSeparated))
                .toList();
    }

    /** {@return the origin of a plain-HTTP server; the host may be an IPv6 address} */
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
        boolean isDefault = port == -1 || port == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + host + (isDefault ? "" : ":" + port);
    }
}
