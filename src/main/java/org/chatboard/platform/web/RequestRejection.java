package org.chatboard.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.Problem;

/** How a filter says no: a problem to a script, an error page to a person. */
public final class RequestRejection {
    /** Paths that scripts ask for; everything else is a page. */
    private static final List<String> SCRIPT_PATHS = List.of("/api", "/ws", "/openapi", "/health", "/metrics");

    private static final String RETRY_AFTER_SECONDS = "5";

    private RequestRejection() {}

    /** {@return whether the path is one that a script asks for, with or without a rest after it} */
    public static boolean isForScripts(String path) {
        return SCRIPT_PATHS.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    /**
     * Answers a request that goes no further.
     *
     * @param status the HTTP status; the sentence is that of the key {@code problem.<status>}
     */
    public static void send(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (isForScripts(request.getRequestURI())) {
            Problem.of(status, Translations.text("problem." + status)).send(response);
        } else {
            response.sendError(status);
        }
    }
}
