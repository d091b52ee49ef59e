package org.chatboard.platform.support;

import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.io.StringWriter;

/** Reads and writes JSON with one provider: {@code jakarta.json.Json} looks its provider up at every call. */
public final class JsonText {
    /** Makes builders, readers and writers. */
    public static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonText() {}

    /**
     * Parses a text.
     *
     * @throws JsonException where it is not one JSON object or array, or has a number or a nesting beyond what the parser takes
     */
    public static JsonStructure parse(String text) {
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()
                    || !(value instanceof JsonStructure structure)) { // a reader would not see what follows
                throw new JsonParsingException("More, or less, than one object or array", parser.getLocation());
            }
            return structure;
        } catch (JsonException e) {
            throw e;
        } catch (RuntimeException e) {
            // Parsson: UnsupportedOperationException for a number of more than 1,100 characters, NumberFormatException
            // for an exponent
            // beyond an int, NoSuchElementException for an empty text
            throw new JsonException("The text is larger or deeper than the parser accepts", e);
        }
    }

    /** {@return the text of an object or array} */
    public static String write(JsonStructure value) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = PROVIDER.createWriter(text)) {
            writer.write(value);
        }
        return text.toString();
    }
}
