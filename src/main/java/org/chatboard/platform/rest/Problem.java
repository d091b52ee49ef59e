package org.chatboard.platform.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error answer according to RFC 9457, of type {@code about:blank}.
 *
 * @param status the HTTP status
 * @param detail the message for the user
 * @param errors messages by invalid field; empty for other problems
 * @param reference the reference of the log entry; null if nothing was logged
 */
public record Problem(int status, String detail, Map<String, String> errors, String reference) {
    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int UPGRADE_REQUIRED = 426; // has no constant in JAX-RS

    /** Copies the errors in their order, which is that of the form's fields. */
    public Problem {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** {@return a problem without field errors and reference} */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of(), null);
    }

    /** The fields of the JSON object; those that are null are left out. */
    @JsonbPropertyOrder({"type", "title", "status", "detail", "errors", "reference"})
    public record Fields(
            String type, String title, int status, String detail, Map<String, String> errors, String reference) {}

    /** {@return this problem as a JSON object} */
    public String toJson() {
        return JsonBinding.write(
                new Fields("about:blank", title(), status, detail, errors.isEmpty() ? null : errors, reference));
    }

    /** {@return a builder of the REST answer with this problem} */
    public Response.ResponseBuilder toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(toJson());
    }

    /** Sends this problem as the response of a servlet or filter. */
    public void send(HttpServletResponse response) throws IOException {
        byte[] json = toJson().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private String title() {
        Response.Status known = Response.Status.fromStatusCode(status);
        if (known == null) {
            return status == UPGRADE_REQUIRED ? "Upgrade Required" : "Error";
        }
        return known.getReasonPhrase();
    }
}
