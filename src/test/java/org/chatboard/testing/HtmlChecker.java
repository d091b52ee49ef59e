package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** What the Nu HTML checker says. */
public final class HtmlChecker {
    /** A remark, and no fault: Faces closes void elements as XML does, and every attribute of its has quotes. */
    private static final String ON_SLASHES = "Trailing slash on void elements has no effect";

    private HtmlChecker() {}

    /** {@return all it finds, one line each, with what stands there} */
    public static List<String> errors(String page) {
        EmbeddedValidator checker = new EmbeddedValidator();
        checker.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        try {
            String said = checker.validate(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
            return Json.parse(said).getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                    .filter(message -> !message.getString("message").startsWith(ON_SLASHES))
                    .map(message -> message.getString("message") + " at " + message.getString("extract", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
