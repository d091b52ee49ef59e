package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
class ResumeIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final SocketClient bobSocket;
    private final long room;
    private final String epoch;

    ResumeIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        bobSocket = bob.socket();
        room = Json.number(bobSocket.awaitAck(bobSocket.postTo(ann.id(), "1")), "room");
        epoch = bobSocket.await("room").getString("epoch");
    }

    private void fillTo(int messages) {
        IntStream.rangeClosed(2, messages).forEach(i -> bobSocket.post(room, "" + i));
        bobSocket.awaitMessage(room, messages);
    }

    private JsonObject resumePoint(long since) {
        return Json.of("room", room, "epoch", epoch, "since", since);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 9, 10})
    void replaysFromTheCursorOfTheClient(long since) {
        fillTo(10);
        SocketClient back = ann.socket(List.of(resumePoint(since)));
        assertThat(back.await("synced")).isEqualTo(Json.of("type", "synced", "room", room, "from", since, "to", 10));
        assertThat(back.seqs(room)).isEqualTo(range(since + 1, 10));
        bobSocket.post(room, "live");
        assertThat(Json.number(back.awaitText("live"), "seq")).isEqualTo(11);
        assertThat(back.seqs(room)).isEqualTo(range(since + 1, 11));
        assertThat(back.frames("room")).as("welcome has announced it").isEmpty();
        assertThat(back.frames("reset")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SAME, 11", "other, 5", "other, 0", "NONE, 5"})
    void resetsAClientWhoseCursorOrEpochIsWrong(String otherEpoch, long since) {
        fillTo(10);
        JsonObject stale = otherEpoch.equals("NONE")
                ? Json.of("room", room, "since", since)
                : Json.of("room", room, "epoch", otherEpoch.equals("SAME") ? epoch : otherEpoch, "since", since);
        SocketClient back = ann.socket(List.of(stale));
        assertThat(back.await("reset")).isEqualTo(Json.of("type", "reset", "room", room, "epoch", epoch, "seq", 10));
        bobSocket.post(room, "live");
        back.awaitText("live");
        assertThat(back.seqs(room)).containsExactly(11L);
        assertThat(back.frames("synced")).isEmpty();
    }

    @Test
    void rejectsForeignRoomsAndReplaysTheOthers() {
        Member cleo = board.newMember();
        SocketClient cleos = cleo.socket();
        long theirs = Json.number(cleos.awaitAck(cleos.postTo(bob.id(), "secret")), "room");
        JsonObject notMine = Json.of("room", theirs, "epoch", epoch, "since", 0);
        SocketClient back = ann.socket(List.of(notMine, resumePoint(0)));
        back.await("synced");
        JsonObject error = back.await("error");
        assertThat(error.getString("code")).isEqualTo("room_not_found");
        assertThat(Json.number(error, "room")).isEqualTo(theirs);
        assertThat(back.seqs(room)).containsExactly(1L);
        cleos.awaitAck(cleos.post(theirs, "secret again"));
        bobSocket.post(room, "live");
        back.awaitText("live");
        assertThat(back.frames().toString()).doesNotContain("secret");
    }

    @Test
    void replaysARoomOnceIfItIsNamedTwice() {
        fillTo(5);
        SocketClient back = ann.socket(List.of(resumePoint(2), resumePoint(0), resumePoint(2)));
        back.await("synced");
        bobSocket.post(room, "live");
        back.awaitText("live");
        assertThat(back.seqs(room)).isEqualTo(range(3, 6));
        assertThat(back.frames("synced")).hasSize(1);
    }

    @Test
    void truncatesAReplayAtAThousandMessages() {
        fillTo(1_001);
        SocketClient all = ann.socket(List.of(resumePoint(1)));
        assertThat(all.await("synced")).isEqualTo(Json.of("type", "synced", "room", room, "from", 1, "to", 1_001));
        assertThat(all.seqs(room)).isEqualTo(range(2, 1_001));

        SocketClient cut = ann.socket(List.of(resumePoint(0)));
        assertThat(cut.await("synced"))
                .isEqualTo(Json.of("type", "synced", "room", room, "from", 0, "to", 1_000, "more", true));
        assertThat(cut.seqs(room)).isEqualTo(range(1, 1_000));
        cut.send(Json.of("type", "history", "room", room, "after", 1_000));
        JsonObject page = cut.await("page");
        assertThat(Json.number(page, "to")).isEqualTo(1_001);
        assertThat(page.getBoolean("more")).isFalse();
        bobSocket.post(room, "live");
        assertThat(Json.number(cut.awaitText("live"), "seq")).isEqualTo(1_002);
    }

    @Test
    void replaysManyRoomsOnOneSocket() {
        List<Long> rooms = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            SocketClient other = board.newMember().socket();
            long id = Json.number(other.awaitAck(other.postTo(ann.id(), "1")), "room");
            IntStream.rangeClosed(2, 120).forEach(n -> other.post(id, "" + n));
            other.awaitMessage(id, 120);
            rooms.add(id);
        }
        List<JsonObject> resumePoints =
                ann.socket().await("welcome").getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                        .map(one -> Json.of("room", one.get("room"), "epoch", one.getString("epoch"), "since", 0))
                        .toList();
        SocketClient back = ann.socket(resumePoints);
        for (long id : rooms) {
            back.await("synced", frame -> Json.number(frame, "room") == id);
            assertThat(back.seqs(id)).isEqualTo(range(1, 120));
        }
    }
}
