package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/** Compares what an account finds with the stored messages of its rooms: it finds all that contain the words, and nothing else. */
final class SearchCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Long, StoredRoom> rooms;
    private long found;

    SearchCheck(Map<Long, StoredRoom> rooms) {
        this.rooms = rooms;
    }

    /** Checks the searches of an account. @param own the rooms of which it is a member */
    void check(Member reader, Set<Long> own) {
        check(reader, own, "message", message -> message.getString("message").startsWith("message "));
        check(reader, own, "edit", message -> message.getString("message").startsWith("edit "));
        check(reader, own, "report", message -> !ExpectedRoom.fileIds(message).isEmpty());
    }

    private void check(Member reader, Set<Long> own, String word, Predicate<JsonObject> contains) {
        Set<Long> expected = rooms.entrySet().stream()
                .filter(room -> own.contains(room.getKey()))
                .flatMap(room -> room.getValue().messages().values().stream())
                .filter(message -> !message.containsKey("deletedAt") && !message.containsKey("event"))
                .filter(contains)
                .map(message -> Json.number(message, "id"))
                .collect(Collectors.toCollection(TreeSet::new));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(reader, word))
                .as("messages with “%s” that %s finds", word, reader.username())
                .isEqualTo(expected));
        found += expected.size();
    }

    /** {@return the ids of the messages that a search finds, page by page} */
    private static Set<Long> ids(Member reader, String word) {
        Set<Long> ids = new TreeSet<>();
        String cursor = "";
        do {
            Answer answer = reader.rest()
                    .get("/api/search?limit=200&q=" + word + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            JsonObject page = answer.json();
            page.getJsonArray("hits")
                    .getValuesAs(JsonObject.class)
                    .forEach(hit -> ids.add(Json.number(hit.getJsonObject("message"), "id")));
            cursor = page.getString("next", "");
        } while (!cursor.isEmpty());
        return ids;
    }

    /** {@return how many hits there were} */
    long found() {
        return found;
    }
}
