package org.chatboard.chat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.presence.Presence;
import org.chatboard.conversation.presence.PresenceState;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;
import org.chatboard.people.preference.Preferences;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.Test;

/** Checks the fields of each frame in JSON. The expected fields are those of {@code docs/protocol.md}. */
class ServerFrameTest {
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    static final String WIRE_TIME = "2026-01-02T03:04:05.000Z";
    static final Person ANN = new Person(5, "ann", "Ann \"A\" \u00c4\uD83D\uDE00");
    static final JsonObject ANN_JSON =
            Json.of("id", 5, "username", "ann", "displayName", "Ann \"A\" \u00c4\uD83D\uDE00");

    private static RoomOverview room(RoomOverview.LastMessage last) {
        return new RoomOverview(
                7,
                RoomKind.DIRECT,
                "Ann",
                null,
                null,
                null,
                List.of(ANN),
                2,
                RoomRole.MEMBER,
                "e1",
                3,
                1,
                2,
                List.of(new RoomOverview.MemberReceipt(5, 2, 1, TIME)),
                1,
                0,
                NotifyLevel.ALL,
                last);
    }

    private static JsonObject roomJson(Object... more) {
        JsonObject plain = Json.of(
                "room",
                7,
                "kind",
                "DIRECT",
                "title",
                "Ann",
                "members",
                List.of(ANN_JSON),
                "memberCount",
                2,
                "role",
                "MEMBER",
                "epoch",
                "e1",
                "seq",
                3,
                "readSeq",
                1,
                "receivedSeq",
                2,
                "receipts",
                List.of(Json.of("account", 5, "receivedSeq", 2, "readSeq", 1, "joinedAt", WIRE_TIME)),
                "unread",
                1,
                "mentions",
                0,
                "notify",
                "all");
        return Json.of(java.util.stream.Stream.concat(
                        plain.entrySet().stream().flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue())),
                        java.util.Arrays.stream(more))
                .toArray());
    }

    static void is(String frame, Object... namesAndValues) {
        assertThat(Json.parse(frame)).isEqualTo(Json.of(namesAndValues));
    }

    @Test
    void welcome() {
        var greeting = new ServerFrame.Greeting(ANN, Preferences.DEFAULT, TIME, 25_000, Map.of("frameBytes", 65_536L));
        RoomOverview.LastMessage last = new RoomOverview.LastMessage(11, 5, "hi", TIME, null, null, 0);
        JsonObject lastJson = Json.of("id", 11, "senderId", 5, "message", "hi", "sentAt", WIRE_TIME);
        is(
                ServerFrame.welcome(
                        greeting,
                        List.of(room(last)),
                        List.of(new NotificationPolicy.Missed(7, 2, NotifyReason.MENTION)),
                        false),
                "type",
                "welcome",
                "version",
                1,
                "account",
                ANN_JSON,
                "preferences",
                Json.parse(JsonBinding.write(Preferences.DEFAULT)),
                "now",
                WIRE_TIME,
                "heartbeatMs",
                25_000,
                "limits",
                Json.of("frameBytes", 65_536),
                "rooms",
                List.of(roomJson("last", lastJson)),
                "missed",
                List.of(Json.of("room", 7, "count", 2, "reason", "mention")));
        assertThat(Json.parse(ServerFrame.welcome(greeting, List.of(), List.of(), true))
                        .getBoolean("more"))
                .isTrue();
    }

    @Test
    void presence() {
        is(
                ServerFrame.presence(new Presence(5, PresenceState.OFFLINE, TIME)),
                "type",
                "presence",
                "account",
                5,
                "state",
                "offline",
                "lastSeen",
                WIRE_TIME);
        is(ServerFrame.presence(Presence.unknown(5)), "type", "presence", "account", 5, "state", "unknown");
    }

    @Test
    void typing() {
        is(ServerFrame.typing(7, 5, true), "type", "typing", "room", 7, "account", 5, "on", true);
    }

    @Test
    void preferences() {
        is(
                ServerFrame.preferences(Preferences.DEFAULT),
                "type",
                "preferences",
                "preferences",
                Json.parse(JsonBinding.write(Preferences.DEFAULT)));
    }

    @Test
    void roomIsAnEntryOfWelcome() {
        JsonObject frame = Json.parse(ServerFrame.room(room(null)));
        assertThat(frame.getString("type")).isEqualTo("room");
        assertThat(frame).containsAllEntriesOf(roomJson()).doesNotContainKey("last");
    }

    @Test
    void ack() {
        Ack ack = new Ack("c-1", 7, 11, 3, TIME, false);
        is(ServerFrame.ack(ack), "type", "ack", "cid", "c-1", "room", 7, "id", 11, "seq", 3, "sentAt", WIRE_TIME);
        is(ServerFrame.ackFields(ack), "cid", "c-1", "room", 7, "id", 11, "seq", 3, "sentAt", WIRE_TIME);
        Ack again = new Ack("c-1", 7, 11, 3, TIME, true);
        assertThat(Json.parse(ServerFrame.ack(again)).getBoolean("duplicate")).isTrue();
    }

    @Test
    void roomsByRestCarryTheCursorOfTheNextPage() {
        assertThat(Json.parse(ServerFrame.rooms(new RoomOverviewPage(List.of(room(null)), "12-7"))))
                .containsEntry("next", Json.of("n", "12-7").get("n"));
        assertThat(Json.parse(ServerFrame.rooms(new RoomOverviewPage(List.of(), null))))
                .doesNotContainKey("next");
    }

    @Test
    void syncedAndReset() {
        is(ServerFrame.synced(7, 1, 9, false), "type", "synced", "room", 7, "from", 1, "to", 9);
        is(ServerFrame.synced(7, 1, 9, true), "type", "synced", "room", 7, "from", 1, "to", 9, "more", true);
        is(ServerFrame.reset(7, "e1", 9), "type", "reset", "room", 7, "epoch", "e1", "seq", 9);
    }

    @Test
    void receiptCarriesUnreadForItsOwnerOnly() {
        ReceiptsMoved.Moved moved = new ReceiptsMoved.Moved(7, 5, 4, 3, 4, TIME, 2, 1L, true);
        is(
                ReceiptFrame.receipt(moved, true),
                "type",
                "receipt",
                "room",
                7,
                "account",
                5,
                "receivedSeq",
                4,
                "readSeq",
                3,
                "unread",
                2,
                "mentions",
                1,
                "marked",
                true);
        is(
                ReceiptFrame.receipt(moved, false),
                "type",
                "receipt",
                "room",
                7,
                "account",
                5,
                "receivedSeq",
                4,
                "readSeq",
                4,
                "joinedAt",
                WIRE_TIME);
    }

    @Test
    void errorNamesCidAndRoomOfTheRequest() {
        is(
                ServerFrame.error(ErrorCode.RATE_LIMITED, "Wait.", "c-1", 7L, 90),
                "type",
                "error",
                "code",
                "rate_limited",
                "message",
                "Wait.",
                "cid",
                "c-1",
                "room",
                7,
                "retryAfterMs",
                90);
        is(
                ServerFrame.error(ErrorCode.BAD_JSON, "No.", null, null, 0),
                "type",
                "error",
                "code",
                "bad_json",
                "message",
                "No.");
    }

    @Test
    void personPingAndBye() {
        is(ServerFrame.person(ANN, false), "type", "person", "account", ANN_JSON);
        is(ServerFrame.ping(3), "type", "ping", "n", 3);
        is(ServerFrame.bye(CloseCode.RESTART), "type", "bye", "code", 1012);
    }
}
