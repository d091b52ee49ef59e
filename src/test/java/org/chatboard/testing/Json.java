package org.chatboard.testing;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collection;

/** Builds and parses JSON objects. */
public final class Json {
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    /** Builds an object from alternating names and values; a value is JSON, a text, a number, a boolean, a collection of these, or null. */
    public static JsonObject of(Object... namesAndValues) {
        JsonObjectBuilder object = PROVIDER.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return object.build();
    }

    /** Parses a text that is a JSON object. */
    public static JsonObject parse(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** {@return an integer field of an object} */
    public static long number(JsonObject object, String name) {
        return object.getJsonNumber(name).longValueExact();
    }

    private static JsonValue value(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        } else if (value instanceof JsonValue json) {
            return json;
        } else if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof Integer number) {
            return PROVIDER.createValue(number);
        } else if (value instanceof Long number) {
            return PROVIDER.createValue(number);
        } else if (value instanceof Collection<?> values) {
            JsonArrayBuilder array = PROVIDER.createArrayBuilder();
            values.forEach(one -> array.add(value(one)));
            return array.build();
        }
        return PROVIDER.createValue((String) value);
    }
}
