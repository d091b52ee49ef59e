package org.chatboard.proof;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chatboard.testing.Json;

/** The expected messages of a room, computed from all acknowledged requests in the order of their sequence numbers. */
final class ExpectedRoom {
    private final Map<Long, Message> messages = new HashMap<>();
    private long changes;

    private static final class Message {
        private String text;
        private boolean deleted;
        private List<String> files = List.of();
        private final Set<JsonObject> reactions = new HashSet<>();
    }

    private ExpectedRoom() {}

    /** Computes the expected state of a room from the acknowledged requests of its members. */
    static ExpectedRoom of(long room, List<ResumingClient> people) {
        Map<Long, Runnable> steps = new TreeMap<>();
        ExpectedRoom expected = new ExpectedRoom();
        for (ResumingClient person : people) {
            RequestLog requests = person.requests();
            requests.acknowledged().forEach((cid, ack) -> {
                if (ack.room() == room) {
                    JsonObject frame = requests.sent().get(cid);
                    steps.put(
                            ack.seq(),
                            () -> expected.apply(
                                    frame, ack.id(), person.member().id()));
                }
            });
        }
        steps.values().forEach(Runnable::run);
        return expected;
    }

    private void apply(JsonObject frame, long id, long account) {
        Message message = messages.computeIfAbsent(id, any -> new Message());
        changes += frame.getString("type").equals("send") ? 0 : 1;
        switch (frame.getString("type")) {
            case "delete" -> {
                message.deleted = true;
                message.text = "";
                message.files = List.of();
                message.reactions.clear();
            }
            case "react" -> {
                JsonObject reaction = Json.of("emoji", frame.getString("emoji"), "account", account);
                if (frame.getBoolean("on")) {
                    message.reactions.add(reaction);
                } else {
                    message.reactions.remove(reaction);
                }
            }
            case "edit" -> message.text = frame.getString("message");
            default -> {
                message.text = frame.getString("message");
                message.files = ids(frame);
            }
        }
    }

    /** {@return the ids of the files that a request names, in their order} */
    static List<String> ids(JsonObject send) {
        return send.containsKey("files") ? send.getJsonArray("files").getValuesAs(JsonString::getString) : List.of();
    }

    /** {@return the ids of the files of a stored message, in their order} */
    static List<String> fileIds(JsonObject message) {
        return message.containsKey("files")
                ? message.getJsonArray("files").getValuesAs(JsonObject.class).stream()
                        .map(file -> file.getString("id"))
                        .toList()
                : List.of();
    }

    /** {@return the number of acknowledged changes} */
    long changes() {
        return changes;
    }

    /** {@return how many expected messages are not stored, or are stored with another content} */
    long missingIn(Collection<JsonObject> stored) {
        Map<Long, Message> missing = new HashMap<>(messages);
        for (JsonObject message : stored) {
            long id = Json.number(message, "id");
            Message expected = messages.get(id);
            if (expected != null && isEqual(expected, message)) {
                missing.remove(id);
            }
        }
        return missing.size();
    }

    private static boolean isEqual(Message expected, JsonObject message) {
        List<JsonObject> reactions = new ArrayList<>();
        for (JsonValue value :
                message.getOrDefault("reactions", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
            JsonObject group = value.asJsonObject();
            group.getJsonArray("accounts")
                    .forEach(account -> reactions.add(Json.of("emoji", group.getString("emoji"), "account", account)));
        }
        boolean sameText = expected.text == null
                || expected.text.equals(message.getString("message")); // null: no log has the first message of a room
        return sameText
                && expected.files.equals(fileIds(message))
                && expected.deleted == message.containsKey("deletedAt")
                && reactions.size() == expected.reactions.size()
                && expected.reactions.containsAll(reactions);
    }
}
