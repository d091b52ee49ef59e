package org.chatboard.platform.rest;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.JsonText;

/**
 * The JSON object of a request, from which fields are read strictly: a number is never taken for a text. Fields that nobody
 * asks for are ignored.
 */
public final class JsonBody {
    /** Largest body, in bytes. */
    public static final int MAX_BYTES = 65_536;

    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 32;

    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

    private final JsonObject object;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads a body of UTF-8.
     *
     * @throws RejectedException 413 where it is larger than {@value #MAX_BYTES} bytes, 400 where it is not one JSON object
     */
    public static JsonBody read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RejectedException(413, Translations.text("json.tooLarge", MAX_BYTES));
        }
        String text = decode(bytes);
        if (depth(text) > MAX_DEPTH) {
            throw new RejectedException(400, Translations.text("json.tooDeep", MAX_DEPTH));
        }
        return new JsonBody(object(text));
    }

    /**
     * Reads a field that must be there and be a text; where it is not, that is noted until {@link #check}.
     *
     * @return its text, empty where it was refused
     */
    public String text(String field) {
        JsonValue value = object.get(field);
        if (value instanceof JsonString string) {
            return string.getString();
        }
        boolean missing = value == null || value == JsonValue.NULL;
        errors.put(field, Translations.text(missing ? "json.missing" : "json.notText", field));
        return "";
    }

    /** The same of a field that may be missing or null. {@return its text, or null} */
    public String textOrNull(String field) {
        JsonValue value = object.get(field);
        return value == null || value == JsonValue.NULL ? null : text(field);
    }

    /**
     * Reads a field that must be there and be true or false; where it is not, that is noted until {@link #check}.
     *
     * @return whether it is true
     */
    public boolean flag(String field) {
        JsonValue value = object.get(field);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            boolean missing = value == null || value == JsonValue.NULL;
            errors.put(field, Translations.text(missing ? "json.missing" : "json.notFlag", field));
        }
        return value == JsonValue.TRUE;
    }

    /**
     * Reads a field that may be there, and then is a whole number, 0 or more; where it is not, that is noted until {@link #check}.
     *
     * @return the number, null where there is none
     */
    public Long optionalNumber(String field) {
        JsonValue value = object.get(field);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        // by its digits: turning 1e99999 into a number would take the time that its sender wants to cost
        if (value instanceof JsonNumber number
                && WHOLE.matcher(number.toString()).matches()) {
            return number.longValue();
        }
        errors.put(field, Translations.text("json.notNumber", field));
        return null;
    }

    /** @throws InvalidInputException where a field that was read is missing or not of its type */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RejectedException(400, Translations.text("json.notUtf8"));
        }
    }

    private static JsonObject object(String text) {
        try {
            if (JsonText.parse(text) instanceof JsonObject object) {
                return object;
            }
            throw new RejectedException(400, Translations.text("json.notObject"));
        } catch (JsonException e) {
            throw new RejectedException(400, Translations.text("json.malformed"));
        }
    }

    /** How deep brackets nest, those within strings aside; counted before the parser gets to recurse. */
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\' && inString) {
                i++;
            } else if (!inString && (c == '{' || c == '[')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!inString && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return deepest;
    }
}
