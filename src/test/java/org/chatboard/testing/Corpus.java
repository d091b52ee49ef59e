package org.chatboard.testing;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The shared test texts of page and server with their expected results: {@code texts.jsonl}, whose head describes the fields. */
public final class Corpus {
    private Corpus() {}

    /** {@return the entries of {@code texts.jsonl} that have this field} */
    public static List<JsonObject> with(String field) {
        return resource("/org/chatboard/texts.jsonl")
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Json::parse)
                .filter(entry -> entry.containsKey(field))
                .toList();
    }

    /** {@return the text of a field; an array is joined, and its element {@code [text, n]} means the text n times} */
    public static String text(JsonObject entry, String field) {
        JsonValue value = entry.get(field);
        return value instanceof JsonArray parts
                ? parts.stream().map(Corpus::part).collect(Collectors.joining())
                : ((JsonString) value).getString();
    }

    private static String part(JsonValue part) {
        return part instanceof JsonArray repeated
                ? repeated.getString(0).repeat(repeated.getInt(1))
                : ((JsonString) part).getString();
    }

    /** {@return a JavaScript function that renders all entries in a page and returns the differences from the expected results} */
    public static String pageCheck() {
        return "corpus => (" + Modules.served(resource("/org/chatboard/texts.js")) + ")(corpus.split('\\n')"
                + ".filter(line => line.startsWith('{')).map(line => JSON.parse(line)))";
    }

    /** {@return the content of {@code texts.jsonl}} */
    public static String jsonLines() {
        return resource("/org/chatboard/texts.jsonl");
    }

    private static String resource(String path) {
        try (InputStream in = Corpus.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
