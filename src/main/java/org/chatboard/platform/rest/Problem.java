package org.chatboard.platform.rest;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.chatboard.platform.support.JsonText;

/**
 * An error as RFC 9457 has it, of type {@code about:blank}.
 *
 * @param status the HTTP status
 * @param detail a sentence for a person
 * @param errors a sentence for each field that was refused, empty for other problems
 * @param reference what the log calls this error too, or null where nothing was logged
 */
public record Problem(int status, String detail, Map<String, String> errors, String reference) {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int UPGRADE_REQUIRED = 426; // JAX-RS does not know it

    /** Makes the errors unchangeable. */
    public Problem {
        errors = Map.copyOf(errors);
    }

    /** A problem that one sentence tells. */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of(), null);
    }

    /** {@return the JSON object of this problem} */
    public String toJson() {
        JsonObjectBuilder json = JsonText.PROVIDER
                .createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title())
                .add("status", status)
                .add("detail", detail);
        if (!errors.isEmpty()) {
            JsonObjectBuilder fields = JsonText.PROVIDER.createObjectBuilder();
            errors.forEach(fields::add);
            json.add("errors", fields);
        }
        if (reference != null) {
            json.add("reference", reference);
        }
        return JsonText.write(json.build());
    }

    /** {@return this problem as the start of a REST answer} */
    public Response.ResponseBuilder toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(toJson());
    }

    /** Sends this problem from a servlet or a filter. */
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
