package org.chatboard.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and writes ChatBoard's cookies. A browser keeps cookies by host and not by port (RFC 6265, 8.5), so each name ends in the port
 * of the first allowed origin: two ChatBoards on one host do not overwrite each other's.
 */
@ApplicationScoped
public class OwnCookies {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    @Inject
    AllowedOrigins origins;

    /** {@return the value of a cookie that a request brings, empty where it brings none} */
    public Optional<String> read(HttpServletRequest request, String baseName) {
        return readAs(request, name(request, baseName));
    }

    /** {@return the same under exactly this name} */
    public Optional<String> readAs(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Has the browser keep a cookie that no script reads and that no other site's form brings. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, String baseName, String value, Duration maxAge) {
        writeAs(request, response, name(request, baseName), value, maxAge);
    }

    /** Has the browser forget a cookie. */
    public void clear(HttpServletRequest request, HttpServletResponse response, String baseName) {
        clearAs(request, response, name(request, baseName));
    }

    /** The same under exactly this name. */
    public void clearAs(HttpServletRequest request, HttpServletResponse response, String name) {
        writeAs(request, response, name, "", Duration.ZERO);
    }

    private void writeAs(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration maxAge) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || origins.httpsOnly());
        cookie.setMaxAge((int) maxAge.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private String name(HttpServletRequest request, String baseName) {
        URI origin = URI.create(origins.list(request.getLocalPort()).get(0));
        int usual = "https".equals(origin.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return baseName + "_" + (origin.getPort() == -1 ? usual : origin.getPort());
    }
}
