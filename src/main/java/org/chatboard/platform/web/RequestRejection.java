package org.chatboard.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.Problem;

/**
 * Sends the response to a request that a filter rejects: a JSON problem document (RFC 9457) on API paths, an error page on other paths.
 */
public final class RequestRejection {
    /** Paths of programs: REST, WebSocket, OpenAPI, health, metrics. */
    private static final List<String> API_PATHS = List.of("/api", "/ws", "/openapi", "/health", "/metrics");

    private static final String RETRY_AFTER_SECONDS = "5";

    private RequestRejection() {}

    /** {@return whether the path is an API path or below one} Its clients are programs; other paths are pages and files. */
    public static boolean isApiPath(String path) {
        return API_PATHS.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    /**
     * Sends the error response.
     *
     * @param status the HTTP status; a problem has the text of the key {@code problem.<status>}
     */
    public static void send(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (isApiPath(request.getRequestURI())) {
            Problem.of(status, Translations.text("problem." + status)).send(response);
        } else {
            response.sendError(status);
        }
    }
}
