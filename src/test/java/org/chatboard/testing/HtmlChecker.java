package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** Runs the Nu HTML checker. */
public final class HtmlChecker {
    /** A message that is ignored: Faces writes void elements with a slash, which is harmless since it quotes every attribute. */
    private static final String IGNORED = "Trailing slash on void elements has no effect";

    private HtmlChecker() {}

    /** {@return all messages of the checker, one line each, with the extract of the page} */
    public static List<String> errors(String page) {
        EmbeddedValidator checker = new EmbeddedValidator();
        checker.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        try {
            String report = checker.validate(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
            return Json.parse(report).getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                    .filter(message -> !message.getString("message").startsWith(IGNORED))
                    .map(message -> message.getString("message") + " at " + message.getString("extract", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
