package org.chatboard.proof;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chatboard.testing.Json;

/** The messages of a room at a client, by sequence number, each in its latest state and with quotes in their latest state. */
final class RoomState {
    private static final int EXCERPT = 200;

    private final SortedMap<Long, JsonObject> messages = new TreeMap<>();
    private final Map<Long, Set<Long>> replies = new HashMap<>(); // message id → sequence numbers of its replies

    /** Stores the state of a message from a frame, a change or a page, and updates the replies that quote it. */
    void put(JsonObject message) {
        long seq = Json.number(message, "seq");
        messages.put(
                seq, without(message, "type", "cid", "notify")); // these depend on the kind of frame and the recipient
        if (message.containsKey("replyTo")) {
            replies.computeIfAbsent(Json.number(message, "replyTo"), id -> new HashSet<>())
                    .add(seq);
        }
        JsonObject quote = quoteOf(message);
        for (long reply : replies.getOrDefault(Json.number(message, "id"), Set.of())) {
            messages.computeIfPresent(reply, (number, there) -> with(there, "quote", quote));
        }
    }

    private static JsonObject quoteOf(JsonObject message) {
        String text = message.getString("message");
        String cut = text.codePointCount(0, text.length()) > EXCERPT
                ? text.substring(0, text.offsetByCodePoints(0, EXCERPT))
                : text;
        JsonObject quote = Json.of(
                "id", message.get("id"), "seq", message.get("seq"), "sender", message.get("sender"), "message", cut);
        if (message.containsKey("deletedAt")) {
            return with(quote, "deletedAt", message.get("deletedAt"));
        }
        int files = ExpectedRoom.fileIds(message).size();
        return files == 0 ? quote : with(quote, "files", Json.of("", files).get(""));
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value) {
        Map<String, JsonValue> fields = new TreeMap<>(object);
        fields.put(name, value);
        return of(fields);
    }

    private static JsonObject without(JsonObject object, String... names) {
        Map<String, JsonValue> fields = new TreeMap<>(object);
        for (String name : names) {
            fields.remove(name);
        }
        return of(fields);
    }

    private static JsonObject of(Map<String, JsonValue> fields) {
        return Json.of(fields.entrySet().stream()
                .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                .toArray());
    }

    /** {@return whether the message with this sequence number has this id} */
    boolean knows(JsonObject message) {
        JsonObject there = messages.get(Json.number(message, "seq"));
        return there != null && there.get("id").equals(message.get("id"));
    }

    /** {@return the messages by sequence number} */
    SortedMap<Long, JsonObject> messages() {
        return messages;
    }

    /** {@return the id of a random message, 0 if there is none, or if a room event was picked} */
    long anyId(Random random) {
        if (messages.isEmpty()) {
            return 0;
        }
        long last = messages.lastKey();
        SortedMap<Long, JsonObject> some = messages.tailMap(1 + Math.abs(random.nextLong()) % last);
        JsonObject message = some.get(some.firstKey());
        return message.containsKey("event")
                ? 0
                : Json.number(message, "id"); // a room event takes no change and no reply
    }
}
