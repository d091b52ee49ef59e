package org.chatboard.people.name;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.chatboard.platform.support.JsonText;

/**
 * The test names of {@code names.json}, each with queries that must match and queries that must not. Tests of the server and of
 * the browser both use the file, so a bug report about names becomes one line there.
 */
public final class NameCorpus {
    private NameCorpus() {}

    public record Named(String name, String username, List<String> found, List<String> notFound) {}

    public static Stream<Named> all() {
        return array().getValuesAs(JsonObject.class).stream()
                .map(line -> new Named(
                        line.getString("name"),
                        line.getString("username", "nobody"),
                        texts(line, "found"),
                        texts(line, "notFound")));
    }

    /** {@return the text of the file} */
    public static String text() {
        return array().toString();
    }

    private static JsonArray array() {
        try (JsonReader reader = JsonText.PROVIDER.createReader(
                Objects.requireNonNull(NameCorpus.class.getResourceAsStream("names.json")))) {
            return reader.readArray();
        }
    }

    private static List<String> texts(JsonObject line, String name) {
        return line.containsKey(name) ? line.getJsonArray(name).getValuesAs(JsonString::getString) : List.of();
    }
}
