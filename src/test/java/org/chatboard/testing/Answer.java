package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.platform.support.JsonText;

/**
 * An HTTP response.
 *
 * @param status the HTTP status
 * @param headers all response headers
 * @param body the body as text, empty if the response has none
 */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");

    /** {@return the first value of a header, or null if the response has no such header} */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** {@return the body as a JSON object} */
    public JsonObject json() {
        return (JsonObject) JsonText.parse(body);
    }

    /** {@return all {@code Set-Cookie} headers} */
    public List<String> setCookies() {
        return headers.allValues("Set-Cookie");
    }

    /** {@return the Faces view state that a form of this page must submit} */
    public String viewState() {
        Matcher found = VIEW_STATE.matcher(body);
        if (!found.find()) {
            throw new AssertionError("No form in:\n" + body);
        }
        return found.group(1);
    }
}
