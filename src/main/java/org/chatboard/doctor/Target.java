package org.chatboard.doctor;

import java.net.URI;
import java.util.Locale;
import org.chatboard.launcher.StartRejectedException;

/**
 * The ChatBoard that is examined.
 *
 * @param root its address with scheme, host, port where it was given, and the path {@code /}
 */
record Target(URI root) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * @param address as people type it: {@code https://chat.example.org}, {@code 127.0.0.1:8080}; a path is dropped
     * @throws StartRejectedException where it is no such address
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
            // the sentence below says it
        }
        throw new StartRejectedException(
                "\"" + address + "\" is not a web address. Give one such as http://127.0.0.1:8080/ or "
                        + "https://chat.example.org/.");
    }

    boolean secure() {
        return root.getScheme().equals("https");
    }

    /** Without the brackets of an IPv6 address. */
    String host() {
        return root.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        return root.getPort() > 0 ? root.getPort() : secure() ? HTTPS_PORT : HTTP_PORT;
    }

    /** What a browser sends as {@code Origin} from a page of this address. */
    String origin() {
        String text = root.toString();
        boolean usual = root.getPort() == (secure() ? HTTPS_PORT : HTTP_PORT);
        String origin = text.substring(0, text.length() - 1);
        return usual ? origin.substring(0, origin.lastIndexOf(':')) : origin;
    }

    /** As the {@code Host} header has it. */
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
