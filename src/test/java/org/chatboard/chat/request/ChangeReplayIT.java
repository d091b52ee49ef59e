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

/** What was changed, as those find it who were away, ask for a page, or look at their lists. */
@WithTestServer
class ChangeReplayIT {
    private final TestServer board;
    private final TwoPeople duo;

    ChangeReplayIT(TestServer board) {
        this.board = board;
        duo = new TwoPeople(board);
    }

    /** Numbers 2 to 5 are messages, 6 to 11 change 1, 2, 3 and 5. @return ids of the messages 1 to 5 */
    private List<Long> talk() {
        List<Long> ids = new ArrayList<>(List.of(duo.first));
        for (int seq = 2; seq <= 5; seq++) {
            ids.add(duo.send(seq % 2 == 0 ? duo.bobSocket : duo.annSocket, "" + seq));
        }
        duo.edit(duo.annSocket, ids.get(0), "mended");
        duo.delete(duo.bobSocket, ids.get(1));
        duo.react(duo.bobSocket, ids.get(2), THUMB, true);
        duo.react(duo.annSocket, ids.get(2), HEART, true);
        duo.edit(duo.annSocket, ids.get(4), "5, mended");
        duo.react(duo.bobSocket, ids.get(2), THUMB, false);
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
    void replaysEachMessageOnceThatIsNewOrWasChanged() {
        talk();
        List<JsonObject> stored = duo.stored(duo.ann);
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
            back = duo.ann.socket(List.of(duo.held(since)));
            assertThat(back.await("synced"))
                    .isEqualTo(Json.of("type", "synced", "room", duo.room, "from", since, "to", 11));
            assertThat(back.seqs(duo.room)).as("since %d", since).isEqualTo(numbers(wanted.get(since)));
            assertThat(back.frames("change")).isEmpty();
            back.frames("message").forEach(frame -> assertThat(withoutType(frame))
                    .isEqualTo(stored.get((int) Json.number(frame, "seq") - 1)));
        }
        duo.send(duo.bobSocket, "live");
        assertThat(Json.number(back.awaitText("live"), "seq")).isEqualTo(12);
        duo.edit(duo.annSocket, duo.first, "live, too");
        back.awaitChange(duo.room, 13);
    }

    private static JsonObject withoutType(JsonObject frame) {
        return Json.of(frame.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("type"))
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray());
    }

    @Test
    void pagesForwardsThroughChangesToo() {
        talk();
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
        int before = duo.annSocket.count();
        duo.annSocket.send(Json.of("type", "history", "room", duo.room, "after", after, "limit", limit));
        JsonObject page = duo.annSocket.await(before, SocketClient.is("page"));
        assertThat(seqs(page.getJsonArray("messages").getValuesAs(JsonObject.class)))
                .as("%d behind %d", limit, after)
                .isEqualTo(numbers(messages));
        assertThat(Json.number(page, "to")).isEqualTo(to);
        assertThat(page.getBoolean("more")).isEqualTo(more);
        assertThat(duo.ann
                        .rest()
                        .get("/api/rooms/" + duo.room + "/messages?after=" + after + "&limit=" + limit)
                        .json())
                .isEqualTo(withoutType(page));
    }

    @Test
    void pagesBackwardsThroughMessagesAsTheyAre() {
        talk();
        JsonObject page = duo.bob
                .rest()
                .get("/api/rooms/" + duo.room + "/messages?before=4&limit=2")
                .json();
        List<JsonObject> messages = page.getJsonArray("messages").getValuesAs(JsonObject.class);
        assertThat(seqs(messages)).containsExactly(2L, 3L);
        assertThat(messages.get(0)).containsKey("deletedAt");
        assertThat(messages.get(1).getJsonArray("reactions").getValuesAs(JsonObject.class))
                .containsExactly(TwoPeople.reaction(HEART, duo.ann.id()));
        assertThat(Json.number(
                        duo.bob
                                .rest()
                                .get("/api/rooms/" + duo.room + "/messages")
                                .json(),
                        "to"))
                .as("the newest page covers the changes too")
                .isEqualTo(11);
    }

    @Test
    void replaysAThousandMessagesHoweverOftenTheyWereChanged() {
        IntStream.rangeClosed(2, 400).forEach(i -> duo.annSocket.post(duo.room, "" + i));
        duo.bobSocket.awaitMessage(duo.room, 400);
        List<Long> ids = duo.bobSocket.frames("message").stream()
                .map(frame -> Json.number(frame, "id"))
                .toList();
        int changes = 1_300;
        for (int i = 0; i < changes; i++) {
            duo.bobSocket.change("react", duo.room, ids.get(i % 130), "emoji", THUMB, "on", i % 2 == 0);
        }
        duo.annSocket.awaitChange(duo.room, 400 + changes);
        for (long since : new long[] {0, 399}) {
            SocketClient back = duo.ann.socket(List.of(duo.held(since)));
            assertThat(Json.number(back.await("synced"), "to")).isEqualTo(400 + changes);
            assertThat(back.seqs(duo.room)).doesNotHaveDuplicates().hasSize(since == 0 ? 400 : 131);
        }
    }

    @Test
    void countsNoChangeAsUnreadAndNoDeletedMessage() {
        List<Long> ids =
                List.of(duo.send(duo.annSocket, "2"), duo.send(duo.annSocket, "3"), duo.send(duo.annSocket, "4"));
        duo.edit(duo.annSocket, ids.get(0), "mended");
        duo.react(duo.annSocket, ids.get(0), THUMB, true);
        assertThat(unread()).isEqualTo(4);
        duo.delete(duo.annSocket, ids.get(1));
        assertThat(unread()).isEqualTo(3);
        assertThat(Json.number(duo.bobSocket.await("receipt"), "unread")).isEqualTo(3);
        duo.delete(duo.annSocket, ids.get(1));
        assertThat(unread()).as("once").isEqualTo(3);
        read(2);
        assertThat(unread()).isEqualTo(1);
        duo.delete(duo.annSocket, ids.get(0));
        assertThat(unread()).as("it was read").isEqualTo(1);
        read(4);
        assertThat(unread()).isZero();
        duo.delete(duo.annSocket, ids.get(2));
        duo.delete(duo.annSocket, duo.first);
        assertThat(unread()).isZero();
        duo.send(duo.annSocket, "more");
        assertThat(unread()).isEqualTo(1);
        assertThat(Json.number(TwoPeople.overview(duo.ann), "unread")).isZero();
    }

    private long unread() {
        return Json.number(TwoPeople.overview(duo.bob), "unread");
    }

    private void read(long seq) {
        duo.bobSocket.send(Json.of("type", "read", "room", duo.room, "seq", seq));
        duo.bobSocket.await(
                "receipt",
                frame -> Json.number(frame, "account") == duo.bob.id() && Json.number(frame, "readSeq") == seq);
    }

    @Test
    void listsShowTheNewestMessageAsItIs() {
        duo.edit(duo.annSocket, duo.first, "mended <b>");
        assertThat(TwoPeople.overview(duo.bob).getJsonObject("last").getString("message"))
                .isEqualTo("mended <b>");
        assertThat(duo.bob.rest().get("/dashboard").body())
                .contains("mended &lt;b")
                .doesNotContain(">first<");
        String chat = "/chat/" + duo.ann.username();
        assertThat(duo.bob.rest().get(chat).body()).contains("mended &lt;b").contains("editedAt");
        duo.delete(duo.annSocket, duo.first);
        JsonObject last = TwoPeople.overview(duo.bob).getJsonObject("last");
        assertThat(last.getString("message")).isEmpty();
        assertThat(last).containsKey("deletedAt");
        assertThat(duo.bob.socket().await("welcome").getJsonArray("rooms").getJsonObject(0))
                .isEqualTo(TwoPeople.overview(duo.bob));
        for (String page : List.of("/dashboard", chat)) {
            assertThat(duo.bob.rest().get(page).body())
                    .contains("This message was deleted.")
                    .doesNotContain("mended");
        }
    }

    @Test
    void tellsOfARoomThatIsNewToASocketAsItWasAndThenWhatHappened() {
        SocketClient fresh = duo.bob.onAnotherDevice().socket();
        TwoPeople others = new TwoPeople(board); // so that the room of the test is not the only one
        long second = duo.send(duo.annSocket, "second");
        duo.edit(duo.annSocket, second, "second, mended");
        fresh.awaitChange(duo.room, 3);
        assertThat(fresh.frames("error")).isEmpty();
        assertThat(others.stored(others.ann)).hasSize(1);
    }
}
