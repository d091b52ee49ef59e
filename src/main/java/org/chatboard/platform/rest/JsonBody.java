package org.chatboard.platform.rest;

import jakarta.json.JsonArray;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.JsonText;
import org.chatboard.platform.support.WholeNumber;

/**
 * The JSON object in the body of a request. Its getters do not convert types: a number is not accepted as a text. Errors of
 * fields are collected until {@link #check}. Unknown fields are ignored.
 */
public final class JsonBody {
    /** Size of the largest body, in bytes. */
    public static final int MAX_BYTES = 65_536;

    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 32;

    private final JsonObject object;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads a body in UTF-8.
     *
     * @throws RejectedException 413 if it is larger than {@value #MAX_BYTES} bytes; 400 if it is not one JSON object
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
     * Reads a required string.
     *
     * @return the string; empty if the field is missing or not a string, which {@link #check} then reports
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

    /** Reads an optional string. {@return the string; null if the field is missing or null} */
    public String textOrNull(String field) {
        JsonValue value = object.get(field);
        return value == null || value == JsonValue.NULL ? null : text(field);
    }

    /**
     * Reads a required boolean.
     *
     * @return the boolean; false if the field is missing or not a boolean, which {@link #check} then reports
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
     * Reads an optional whole number of 0 or more, with at most 18 digits.
     *
     * @return the number; null if the field is missing or null, and if it is not such a number, which {@link #check} then reports
     */
    public Long optionalNumber(String field) {
        JsonValue value = object.get(field);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (isWhole(value)) {
            return ((JsonNumber) value).longValue();
        }
        errors.put(field, Translations.text("json.notNumber", field));
        return null;
    }

    /**
     * Reads an optional list of whole numbers.
     *
     * @param most the most numbers it may have
     * @return the distinct numbers; none if the field is missing or null, and if it is not such a list, which {@link #check} then reports
     */
    public Set<Long> optionalNumbers(String field, int most) {
        JsonValue value = object.get(field);
        if (value == null || value == JsonValue.NULL) {
            return Set.of();
        }
        if (!(value instanceof JsonArray list) || !list.stream().allMatch(JsonBody::isWhole)) {
            errors.put(field, Translations.text("json.notNumbers", field));
            return Set.of();
        }
        if (list.size() > most) {
            errors.put(field, Translations.text("json.tooMany", field, most));
            return Set.of();
        }
        return list.stream()
                .map(each -> ((JsonNumber) each).longValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads an optional list of strings.
     *
     * @param most the most strings it may have
     * @return the distinct strings in their order; none if the field is missing or null, and if it is not such a list, which {@link #check}
     *     then reports
     */
    public List<String> optionalTexts(String field, int most) {
        JsonValue value = object.get(field);
        if (value == null || value == JsonValue.NULL) {
            return List.of();
        }
        if (!(value instanceof JsonArray list) || !list.stream().allMatch(JsonString.class::isInstance)) {
            errors.put(field, Translations.text("json.notTexts", field));
            return List.of();
        }
        if (list.size() > most) {
            errors.put(field, Translations.text("json.tooMany", field, most));
            return List.of();
        }
        return list.getValuesAs(JsonString::getString).stream().distinct().toList();
    }

    /** {@return whether the object has this field, and it is not null} */
    public boolean has(String field) {
        JsonValue value = object.get(field);
        return value != null && value != JsonValue.NULL;
    }

    /**
     * Reports the errors that the getters have collected.
     *
     * @throws InvalidInputException if a required field is missing, or a field has the wrong type
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }

    /** Checks the digits before anything is converted: converting 1e99999 to a number is so slow that it could be used for an attack. */
    private static boolean isWhole(JsonValue value) {
        return value instanceof JsonNumber number
                && WholeNumber.parse(number.toString()).isPresent();
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

    /**
     * {@return the deepest nesting of brackets outside strings} The depth is counted before parsing, because the parser is
     * recursive. Parsson has a limit of its own ({@code org.eclipse.parsson.maxDepth}), but reports it as a plain
     * RuntimeException, so a client would not learn what is wrong.
     */
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
