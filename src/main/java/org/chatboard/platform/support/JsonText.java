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

/** Reads and writes JSON with one shared provider, because {@code jakarta.json.Json} looks its provider up at every call. */
public final class JsonText {
    /** The provider of builders, parsers and writers. */
    public static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonText() {}

    /**
     * {@return the JSON object or array of a text}
     *
     * @throws JsonException if the text is not exactly one JSON object or array, or exceeds a limit of the parser
     */
    public static JsonStructure parse(String text) {
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()
                    || !(value instanceof JsonStructure structure)) { // a JsonReader would ignore text after the value
                throw new JsonParsingException("The text is not exactly one object or array", parser.getLocation());
            }
            return structure;
        } catch (JsonException e) {
            throw e;
        } catch (RuntimeException e) {
            // Parsson throws UnsupportedOperationException for a number of more than 1,100 characters,
            // NumberFormatException for an exponent that is not an int, NoSuchElementException for an empty text
            throw new JsonException("The text is empty or exceeds a limit of the parser", e);
        }
    }

    /** {@return an object or array as text} */
    public static String write(JsonStructure value) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = PROVIDER.createWriter(text)) {
            writer.write(value);
        }
        return text.toString();
    }
}
