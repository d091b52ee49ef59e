package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and writes ChatBoard's cookies. Cookies belong to a host, not to a port (RFC 6265, 8.5), so each name ends in the port of
 * the first allowed origin: two ChatBoards on one host do not overwrite each other's cookies. Cookies with the port of another
 * allowed origin are read too, because it may have been the first one when they were written.
 */
@ApplicationScoped
public class Cookies {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    @Inject
    AllowedOrigins origins;

    /** {@return the value of a cookie of the request; empty if there is none} */
    public Optional<String> read(HttpServletRequest request, String baseName) {
        return names(request, baseName)
                .flatMap(name -> readAs(request, name).stream())
                .findFirst();
    }

    /** {@return the values of a cookie under its former names, which end in the port of another allowed origin} */
    public List<String> readFormer(HttpServletRequest request, String baseName) {
        return names(request, baseName)
                .skip(1)
                .flatMap(name -> readAs(request, name).stream())
                .toList();
    }

    /** {@return the value of the cookie with exactly this name} */
    public Optional<String> readAs(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Sets a cookie that is {@code HttpOnly} and {@code SameSite=Lax}, and clears its former names. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, String baseName, String value, Duration maxAge) {
        writeAs(request, response, names(request, baseName).findFirst().orElseThrow(), value, maxAge);
        names(request, baseName)
                .skip(1)
                .filter(former -> readAs(request, former).isPresent())
                .forEach(former -> clearAs(request, response, former));
    }

    /** Clears a cookie and its former names. */
    public void clear(HttpServletRequest request, HttpServletResponse response, String baseName) {
        write(request, response, baseName, "", Duration.ZERO);
    }

    /** Clears the cookie with exactly this name. */
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

    /** {@return the current name of a cookie, then its former names} */
    private Stream<String> names(HttpServletRequest request, String baseName) {
        return origins.list(request.getLocalPort()).stream()
                .map(origin -> baseName + "_" + port(URI.create(origin)))
                .distinct();
    }

    private static int port(URI origin) {
        int usual = "https".equals(origin.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return origin.getPort() == -1 ? usual : origin.getPort();
    }
}
