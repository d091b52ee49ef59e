package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.TwoPeople.HEART;
import static org.chatboard.testing.TwoPeople.THUMB;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Changed messages in replays, in pages of history and in the list of rooms. */
@WithTestServer
class ChangeReplayIT {
    private final TestServer board;
    private final TwoPeople people;

    ChangeReplayIT(TestServer board) {
        this.board = board;
        people = new TwoPeople(board);
    }

    /**
     * Posts messages 2 to 5, then makes changes of messages 1, 2, 3 and 5. The changes take the sequence numbers 6 to 11.
     *
     * @return ids of the messages 1 to 5
     */
    private List<Long> postAndChangeMessages() {
        List<Long> ids = new ArrayList<>(List.of(people.first));
        for (int seq = 2; seq <= 5; seq++) {
            ids.add(people.send(seq % 2 == 0 ? people.bobSocket : people.annSocket, "" + seq));
        }
        people.edit(people.annSocket, ids.get(0), "mended");
        people.delete(people.bobSocket, ids.get(1));
        people.react(people.bobSocket, ids.get(2), THUMB, true);
        people.react(people.annSocket, ids.get(2), HEART, true);
        people.edit(people.annSocket, ids.get(4), "5, mended");
        people.react(people.bobSocket, ids.get(2), THUMB, false);
        return ids;
    }

    private static List<Long> seqs(List<JsonObject> messages) {
        return messages.stream().map(message -> Json.number(message, "seq")).toList();
    }

    private static List<Long> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(" ")).map(Long::valueOf).toList();
    }

    @Test
    void replaysEachNewOrChangedMessageOnce() {
        postAndChangeMessages();
        List<JsonObject> stored = people.stored(people.ann);
        List<String> wanted = List.of(
                "1 2 3 4 5",
                "1 2 3 4 5",
                "1 2 3 4 5",
                "1 2 3 4 5",
                "1 2 3 5",
                "1 2 3 5",
                "2 3 5",
                "3 5",
                "3 5",
                "3 5",
                "3",
                "");
        SocketClient back = null;
        for (int since = 0; since <= 11; since++) {
            back = people.ann.socket(List.of(people.held(since)));
            assertThat(back.await("synced"))
                    .isEqualTo(Json.of("type", "synced", "room", people.room, "from", since, "to", 11));
            assertThat(back.seqs(people.room)).as("since %d", since).isEqualTo(numbers(wanted.get(since)));
            assertThat(back.frames("change")).isEmpty();
            back.frames("message").forEach(frame -> assertThat(withoutType(frame))
                    .isEqualTo(stored.get((int) Json.number(frame, "seq") - 1)));
        }
        people.send(people.bobSocket, "live");
        assertThat(Json.number(back.awaitText("live"), "seq")).isEqualTo(12);
        people.edit(people.annSocket, people.first, "live, too");
        back.awaitChange(people.room, 13);
    }

    private static JsonObject withoutType(JsonObject frame) {
        return Json.of(frame.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("type"))
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray());
    }

    @Test
    void pagesForwardsThroughMessagesAndChanges() {
        postAndChangeMessages();
        pagesForwards(0, 200, "1 2 3 4 5", 11, false);
        pagesForwards(0, 3, "1 2 3", 3, true);
        pagesForwards(3, 2, "4 5", 5, true);
        pagesForwards(3, 3, "1 4 5", 6, true);
        pagesForwards(5, 2, "1 2", 7, true);
        pagesForwards(7, 1, "3", 9, true);
        pagesForwards(9, 1, "5", 10, true);
        pagesForwards(10, 1, "3", 11, false);
        pagesForwards(11, 5, "", 11, false);
        pagesForwards(99, 5, "", 11, false);
    }

    private void pagesForwards(long after, int limit, String messages, long to, boolean more) {
        int before = people.annSocket.count();
        people.annSocket.send(Json.of("type", "history", "room", people.room, "after", after, "limit", limit));
        JsonObject page = people.annSocket.await(before, SocketClient.is("page"));
        assertThat(seqs(page.getJsonArray("messages").getValuesAs(JsonObject.class)))
                .as("%d behind %d", limit, after)
                .isEqualTo(numbers(messages));
        assertThat(Json.number(page, "to")).isEqualTo(to);
        assertThat(page.getBoolean("more")).isEqualTo(more);
        assertThat(people.ann
                        .rest()
                        .get("/api/rooms/" + people.room + "/messages?after=" + after + "&limit=" + limit)
                        .json())
                .isEqualTo(withoutType(page));
    }

    @Test
    void pagesBackwardsThroughMessagesInTheirCurrentState() {
        postAndChangeMessages();
        JsonObject page = people.bob
                .rest()
                .get("/api/rooms/" + people.room + "/messages?before=4&limit=2")
                .json();
        List<JsonObject> messages = page.getJsonArray("messages").getValuesAs(JsonObject.class);
        assertThat(seqs(messages)).containsExactly(2L, 3L);
        assertThat(messages.get(0)).containsKey("deletedAt");
        assertThat(messages.get(1).getJsonArray("reactions").getValuesAs(JsonObject.class))
                .containsExactly(TwoPeople.reaction(HEART, people.ann.id()));
        assertThat(Json.number(
                        people.bob
                                .rest()
                                .get("/api/rooms/" + people.room + "/messages")
                                .json(),
                        "to"))
                .as("the newest page covers the changes too")
                .isEqualTo(11);
    }

    @Test
    void replaysAThousandMessagesHoweverOftenTheyWereChanged() {
        IntStream.rangeClosed(2, 400).forEach(i -> people.annSocket.post(people.room, "" + i));
        people.bobSocket.awaitMessage(people.room, 400);
        List<Long> ids = people.bobSocket.frames("message").stream()
                .map(frame -> Json.number(frame, "id"))
                .toList();
        int changes = 1_300;
        for (int i = 0; i < changes; i++) {
            people.bobSocket.change("react", people.room, ids.get(i % 130), "emoji", THUMB, "on", i % 2 == 0);
        }
        people.annSocket.awaitChange(people.room, 400 + changes);
        for (long since : new long[] {0, 399}) {
            SocketClient back = people.ann.socket(List.of(people.held(since)));
            assertThat(Json.number(back.await("synced"), "to")).isEqualTo(400 + changes);
            assertThat(back.seqs(people.room)).doesNotHaveDuplicates().hasSize(since == 0 ? 400 : 131);
        }
    }

    @Test
    void countsNeitherChangesNorDeletedMessagesAsUnread() {
        List<Long> ids = List.of(
                people.send(people.annSocket, "2"),
                people.send(people.annSocket, "3"),
                people.send(people.annSocket, "4"));
        people.edit(people.annSocket, ids.get(0), "mended");
        people.react(people.annSocket, ids.get(0), THUMB, true);
        assertThat(unread()).isEqualTo(4);
        people.delete(people.annSocket, ids.get(1));
        assertThat(unread()).isEqualTo(3);
        assertThat(Json.number(people.bobSocket.await("receipt"), "unread")).isEqualTo(3);
        people.delete(people.annSocket, ids.get(1));
        assertThat(unread()).as("once").isEqualTo(3);
        read(2);
        assertThat(unread()).isEqualTo(1);
        people.delete(people.annSocket, ids.get(0));
        assertThat(unread()).as("it was read").isEqualTo(1);
        read(4);
        assertThat(unread()).isZero();
        people.delete(people.annSocket, ids.get(2));
        people.delete(people.annSocket, people.first);
        assertThat(unread()).isZero();
        people.send(people.annSocket, "more");
        assertThat(unread()).isEqualTo(1);
        assertThat(Json.number(TwoPeople.overview(people.ann), "unread")).isZero();
    }

    private long unread() {
        return Json.number(TwoPeople.overview(people.bob), "unread");
    }

    private void read(long seq) {
        people.bobSocket.send(Json.of("type", "read", "room", people.room, "seq", seq));
        people.bobSocket.await(
                "receipt",
                frame -> Json.number(frame, "account") == people.bob.id() && Json.number(frame, "readSeq") == seq);
    }

    @Test
    void listsShowTheCurrentStateOfTheNewestMessage() {
        people.edit(people.annSocket, people.first, "mended <b>");
        assertThat(TwoPeople.overview(people.bob).getJsonObject("last").getString("message"))
                .isEqualTo("mended <b>");
        assertThat(people.bob.rest().get("/dashboard").body())
                .contains("mended &lt;b")
                .doesNotContain(">first<");
        String chat = "/chat/" + people.ann.username();
        assertThat(people.bob.rest().get(chat).body()).contains("mended &lt;b").contains("editedAt");
        people.delete(people.annSocket, people.first);
        JsonObject last = TwoPeople.overview(people.bob).getJsonObject("last");
        assertThat(last.getString("message")).isEmpty();
        assertThat(last).containsKey("deletedAt");
        assertThat(people.bob.socket().await("welcome").getJsonArray("rooms").getJsonObject(0))
                .isEqualTo(TwoPeople.overview(people.bob));
        for (String page : List.of("/dashboard", chat)) {
            assertThat(people.bob.rest().get(page).body())
                    .contains("This message was deleted.")
                    .doesNotContain("mended");
        }
    }

    @Test
    void announcesAnUnknownRoomInItsEarlierStateAndThenReplays() {
        SocketClient fresh = people.bob.onAnotherDevice().socket();
        TwoPeople others = new TwoPeople(board); // a second room, which must stay as it is
        long second = people.send(people.annSocket, "second");
        people.edit(people.annSocket, second, "second, mended");
        fresh.awaitChange(people.room, 3);
        assertThat(fresh.frames("error")).isEmpty();
        assertThat(others.stored(others.ann)).hasSize(1);
    }
}
