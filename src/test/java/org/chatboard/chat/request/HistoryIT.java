package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {
    private static final int MESSAGES = 205;

    private final TestServer board;
    private final Member ann;
    private final Member carl;
    private SocketClient annSocket;
    private final long room;

    HistoryIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        carl = board.newMember();
        Member bob = board.newMember();
        annSocket = ann.socket();
        room = Json.number(annSocket.awaitAck(annSocket.postTo(bob.id(), "1")), "room");
        IntStream.rangeClosed(2, MESSAGES).forEach(i -> annSocket.post(room, "" + i));
        annSocket.awaitMessage(room, MESSAGES);
        annSocket.close();
    }

    @BeforeEach
    void open() {
        annSocket = ann.socket();
    }

    @AfterEach
    void close() {
        annSocket.close();
    }

    @ParameterizedTest
    @CsvSource({
        // field, bound, limit; first and last message, from, to, more
        "before, 206, 200, 6, 205, 6, 205, true",
        "before, 101, 50, 51, 100, 51, 100, true",
        "before, 11, 10, 1, 10, 1, 10, false",
        "before, 2, 200, 1, 1, 1, 1, false",
        "before, 1, 5, 0, -1, 1, 0, false",
        "before, 0, 5, 0, -1, 1, 0, false",
        "before, 999999, 1, 205, 205, 205, 205, true",
        "after, 0, 200, 1, 200, 1, 200, true",
        "after, 100, 50, 101, 150, 101, 150, true",
        "after, 204, 200, 205, 205, 205, 205, false",
        "after, 205, 1, 0, -1, 206, 205, false",
        "after, 999999, 1, 0, -1, 206, 205, false",
    })
    void pagesInBothDirections(
            String field, long bound, int limit, long first, long last, long from, long to, boolean more) {
        annSocket.send(Json.of("type", "history", "room", room, field, bound, "limit", limit));
        JsonObject page = annSocket.await("page");
        assertThat(seqs(page))
                .isEqualTo(
                        first == 0
                                ? List.of()
                                : LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(page.getBoolean("more")).isEqualTo(more);
        assertThat(List.of(Json.number(page, "from"), Json.number(page, "to"))).containsExactly(from, to);

        String query = "/api/rooms/" + room + "/messages?" + field + "=" + bound + "&limit=" + limit;
        JsonObject byRest = ann.rest().get(query).json();
        assertThat(byRest).isEqualTo(withoutType(page));
    }

    private static JsonObject withoutType(JsonObject page) {
        return Json.of(page.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("type"))
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray());
    }

    @Test
    void returnsTheNewestPageWithoutABound() {
        annSocket.send(Json.of("type", "history", "room", room));
        JsonObject page = annSocket.await("page");
        assertThat(seqs(page))
                .isEqualTo(LongStream.rangeClosed(156, 205).boxed().toList());
        JsonObject newest = page.getJsonArray("messages").getJsonObject(49);
        assertThat(newest.getString("cid")).as("the reader's own").isNotBlank();
        assertThat(newest).doesNotContainKey("type");
        assertThat(newest.getString("message")).isEqualTo("205");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201, 1_000_000})
    void rejectsLimitsOutOfRange(int limit) {
        annSocket.send(Json.of("type", "history", "room", room, "limit", limit));
        assertThat(annSocket.await("error").getString("code")).isEqualTo("bad_request");
        assertThat(ann.rest()
                        .get("/api/rooms/" + room + "/messages?limit=" + limit)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rejectsTwoBounds() {
        annSocket.send(Json.of("type", "history", "room", room, "before", 5, "after", 3));
        JsonObject error = annSocket.await("error");
        assertThat(error.getString("code")).isEqualTo("bad_request");
        assertThat(Json.number(error, "room")).isEqualTo(room);
        assertThat(ann.rest()
                        .get("/api/rooms/" + room + "/messages?before=5&after=3")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void endsAPageEarlyIfMessagesAreLong(String field) {
        int longOnes = 12;
        String longest = "\uD83D\uDE00".repeat(4_000);
        long longRoom = Json.number(annSocket.awaitAck(annSocket.postTo(carl.id(), longest)), "room");
        long already = Json.number(annSocket.await("message", SocketClient.with("message", longest)), "seq");
        IntStream.range(1, longOnes).forEach(i -> annSocket.post(longRoom, longest));
        long last = already + longOnes - 1;
        annSocket.awaitMessage(longRoom, last);
        List<Long> seen = new ArrayList<>();
        long bound = field.equals("before") ? last + 1 : already - 1;
        JsonObject page;
        do {
            int before = annSocket.count();
            annSocket.send(Json.of("type", "history", "room", longRoom, field, bound, "limit", 200));
            page = annSocket.await(before, SocketClient.is("page"));
            assertThat(seqs(page)).isNotEmpty();
            assertThat(page.toString().length()).isLessThan(128 << 10);
            seen.addAll(seqs(page));
            bound = Json.number(page, field.equals("before") ? "from" : "to");
        } while (seen.size() < longOnes && page.getBoolean("more"));
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(already, last).boxed().toList());
    }

    /**
     * A page that reports changes contains the changed messages, so their length counts as that of new messages does.
     */
    @Test
    void endsAPageEarlyIfChangedMessagesAreLong() {
        int longOnes = 20;
        String longest = "\uD83D\uDE00".repeat(4_000);
        Member dora = board.newMember();
        List<JsonObject> acks = Stream.generate(() -> annSocket.postTo(dora.id(), longest))
                .limit(longOnes)
                .map(annSocket::awaitAck)
                .toList();
        long longRoom = Json.number(acks.get(0), "room");
        acks.forEach(ack -> annSocket.awaitAck(
                annSocket.change("react", longRoom, Json.number(ack, "id"), "emoji", "\uD83D\uDC4D", "on", true)));
        Set<Long> ids = new HashSet<>();
        JsonObject page;
        long bound = longOnes;
        do {
            int before = annSocket.count();
            annSocket.send(Json.of("type", "history", "room", longRoom, "after", bound, "limit", 200));
            page = annSocket.await(before, SocketClient.is("page"));
            assertThat(page.getJsonArray("messages")).hasSizeBetween(1, 8);
            page.getJsonArray("messages").getValuesAs(JsonObject.class).forEach(one -> ids.add(Json.number(one, "id")));
            assertThat(Json.number(page, "to")).isGreaterThan(bound);
            bound = Json.number(page, "to");
        } while (page.getBoolean("more"));
        assertThat(ids).hasSize(longOnes);
    }

    private static List<Long> seqs(JsonObject page) {
        return page.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> Json.number(message, "seq"))
                .toList();
    }
}
