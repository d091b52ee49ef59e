package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.Test;

/** The check of what a former member is shown, with servers that are honest and servers that are not. */
class ShownLinesTest {
    private static final long ROOM = 7;
    private static final long GUEST = 3;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.000Z");

    private final ShownLines shown = new ShownLines(List.of());
    private final List<JsonObject> lines = new ArrayList<>();

    @Test
    void countsNothingOfAnHonestServer() {
        store("message", "added", "message", "removed", "message", "message", "added", "message");
        welcomeWithout();
        room(1, 2);
        messages(2, 3);
        gone(4);
        room(6, 7);
        messages(7, 8);
        assertThat(count()).isZero();
    }

    @Test
    void allowsALineThatWaitedForItsDeliveryWhileTheAccountWasAdded() {
        store("message", "message", "added");
        room(1, 3);
        message(2, 3);
        message(3, 3);
        assertThat(count()).isZero();
    }

    @Test
    void countsLinesAfterGone() {
        store("added", "removed", "message", "message");
        room(0, 1);
        gone(2);
        messages(3, 4);
        assertThat(shown.notHeld()).isEqualTo(2);
    }

    @Test
    void countsAnEphemeralFrameAfterGone() {
        store("added", "removed");
        room(0, 1);
        gone(2);
        assertThat(record(2, "type", "typing", "room", ROOM, "account", 1, "on", true))
                .isFalse();
        assertThat(shown.notHeld()).isEqualTo(1);
    }

    @Test
    void countsALineOfARoomThatTheClientWasNeverToldOf() {
        store("message");
        message(1, 1);
        assertThat(shown.notHeld()).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void countsAnEntryAndItsLinesThatAFormerMemberIsSent() {
        store("added", "removed", "message", "message");
        room(0, 1);
        gone(2);
        room(2, 3);
        messages(3, 4);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void countsThemToAFormerMemberWhoIsAddedLater() {
        store("added", "removed", "message", "message", "added");
        room(0, 1);
        gone(2);
        room(2, 3);
        messages(3, 5);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void countsAnEntryAndItsLinesThatAnAccountNeverAddedIsSent() {
        store("message", "message");
        room(1, 2);
        message(2, 2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void countsARoomThatAReconnectedFormerMemberIsWelcomedTo() {
        store("added", "message", "removed", "message", "message");
        room(0, 1);
        messages(1, 2);
        record(4, "type", "welcome", "rooms", List.of(Json.of("room", ROOM, "seq", 4)));
        messages(3, 5);
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void countsAPageThatAFormerMemberIsAnswered() {
        store("added", "removed", "message");
        room(0, 1);
        gone(2);
        assertThat(record(3, "type", "page", "room", ROOM, "from", 1, "to", 3)).isFalse();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void takesJoiningAndLeavingByItselfAsAddedAndRemoved() {
        store("joined", "message", "left", "message");
        room(0, 1);
        messages(1, 2);
        gone(3);
        assertThat(count()).isZero();
        message(4, 4);
        assertThat(count()).isEqualTo(1);
    }

    private long count() {
        return shown.toNoMember(GUEST, ROOM, lines);
    }

    /** Stores lines of these kinds from number 1 on, each a second after the one before. */
    private void store(String... kinds) {
        for (String kind : kinds) {
            long seq = lines.size() + 1L;
            boolean own = kind.equals("joined") || kind.equals("left");
            JsonObject event = own ? Json.of("kind", kind) : Json.of("kind", kind, "subject", Json.of("id", GUEST));
            JsonObject sender = Json.of("id", own ? GUEST : 1);
            String sentAt = time(seq).toString();
            lines.add(
                    kind.equals("message")
                            ? Json.of("seq", seq, "sentAt", sentAt, "sender", sender)
                            : Json.of("seq", seq, "sentAt", sentAt, "sender", sender, "event", event));
        }
    }

    private static Instant time(long seq) {
        return START.plusSeconds(seq);
    }

    /** Records a frame that comes as soon as the line of this number is stored. */
    private boolean record(long after, Object... fields) {
        return shown.record(Json.of(fields), time(after));
    }

    private void welcomeWithout() {
        record(1, "type", "welcome", "rooms", List.of());
    }

    private void room(long seq, long after) {
        record(after, "type", "room", "room", ROOM, "seq", seq);
    }

    private void message(long seq, long after) {
        record(after, "type", "message", "room", ROOM, "seq", seq);
    }

    private void messages(long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            message(seq, seq);
        }
    }

    private void gone(long after) {
        record(after, "type", "gone", "room", ROOM);
        shown.leave(ROOM);
    }
}
