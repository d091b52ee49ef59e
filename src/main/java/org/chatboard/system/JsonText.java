package org.chatboard.system;

import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
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
     * @throws jakarta.json.JsonException where it is not one JSON object or array
     */
    public static JsonStructure parse(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.read();
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
