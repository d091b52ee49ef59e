package org.chatboard.doctor;

import java.net.URI;
import java.util.Locale;
import org.chatboard.launcher.StartRejectedException;

/**
 * The ChatBoard to check.
 *
 * @param root its URL: scheme, host, the port if it was given, and the path {@code /}
 */
record Target(URI root) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * {@return the target of an address}
     *
     * @param address as typed by the operator: {@code https://chat.example.org}, {@code 127.0.0.1:8080}; a path is ignored
     * @throws StartRejectedException if it is not an HTTP address
     */
    static Target of(String address) {
        String full = address.contains("://") ? address : "http://" + address;
        try {
            URI uri = URI.create(full);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                return new Target(URI.create(scheme + "://" + uri.getHost() + port + "/"));
            }
        } catch (IllegalArgumentException e) {
            // rejected below
        }
        throw new StartRejectedException(
                "\"" + address + "\" is not a web address. Give one such as http://127.0.0.1:8080/ or "
                        + "https://chat.example.org/.");
    }

    boolean secure() {
        return root.getScheme().equals("https");
    }

    /** {@return the host, an IPv6 address without brackets} */
    String host() {
        return root.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        return root.getPort() > 0 ? root.getPort() : secure() ? HTTPS_PORT : HTTP_PORT;
    }

    /** {@return the {@code Origin} that a browser sends from a page of this target} */
    String origin() {
        String text = root.toString();
        boolean defaultPort = root.getPort() == (secure() ? HTTPS_PORT : HTTP_PORT);
        String origin = text.substring(0, text.length() - 1);
        return defaultPort ? origin.substring(0, origin.lastIndexOf(':')) : origin;
    }

    /** {@return the value of the {@code Host} header} */
    String authority() {
        return origin().substring(root.getScheme().length() + "://".length());
    }

    URI path(String path) {
        return root.resolve(path);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
