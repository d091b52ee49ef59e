package org.chatboard.chat;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.ProtocolDocument;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The access table of the frames: what the sender of a message, an owner, another member of the room, and somebody who is no member, or not
 * any more, get for each frame type. A new frame type that the table lacks fails the test. {@link RouteAccessIT}, {@link PageAccessIT} and
 * {@link PlainAccessIT} are the tables of the REST routes, the pages and the simple endpoint, {@link RoomStateAccessIT} says what is
 * different in public and archived rooms, and {@link DisabledAccountIT} what a disabled account gets.
 */
@WithTestServer
class FrameAccessIT {
    /** The answer to a request about no room: everybody who is signed in may send it. */
    private static final String ANYBODY = "anybody";

    /** The answer to a frame that gets none. */
    private static final String NOTHING = "nothing";

    /**
     * What a frame gets.
     *
     * @param sender answer to the sender of the message that the frame names
     * @param owner answer to an owner of the room who is not the sender
     * @param member answer to another member of the room
     * @param stranger answer to somebody who is not a member, or not any more
     */
    record FrameRow(Function<Target, JsonObject> frame, String sender, String owner, String member, String stranger) {}

    /** The room and message that the requests name. */
    record Target(long room, long message) {
        static Target of(Cast cast) {
            return new Target(cast.room.id(), cast.message);
        }

        JsonObject about(String type, Object... more) {
            Object[] fields = new Object[more.length + 4];
            System.arraycopy(new Object[] {"type", type, "room", room}, 0, fields, 0, 4);
            System.arraycopy(more, 0, fields, 4, more.length);
            return Json.of(fields);
        }

        JsonObject change(String type, Object... more) {
            Object[] fields = new Object[more.length + 4];
            System.arraycopy(new Object[] {"cid", newCid(), "id", message}, 0, fields, 0, 4);
            System.arraycopy(more, 0, fields, 4, more.length);
            return about(type, fields);
        }
    }

    static final Map<String, FrameRow> FRAMES = Map.ofEntries(
            entry("send", row(at -> at.about("send", "cid", newCid(), "message", "x"), "ack", "ack")),
            entry(
                    "edit",
                    new FrameRow(
                            at -> at.change("edit", "message", "y"),
                            "ack",
                            "not_allowed",
                            "not_allowed",
                            "room_not_found")),
            entry("delete", new FrameRow(at -> at.change("delete"), "ack", "ack", "not_allowed", "room_not_found")),
            entry("react", row(at -> at.change("react", "emoji", TwoPeople.THUMB, "on", true), "ack", "ack")),
            entry("typing", row(at -> at.about("typing", "on", true), NOTHING, NOTHING)),
            entry("received", row(at -> at.about("received", "seq", 1), NOTHING, NOTHING)),
            entry("read", row(at -> at.about("read", "seq", 1), NOTHING, NOTHING)),
            entry("history", row(at -> at.about("history"), "page", "page")),
            entry("hello", row(FrameAccessIT::hello, "synced", "synced")),
            entry("active", ofNoRoom(Json.of("type", "active", "on", true))),
            entry("watch", ofNoRoom(Json.of("type", "watch", "accounts", List.of()))),
            entry("pong", ofNoRoom(Json.of("type", "pong", "n", 1))));

    private final TestServer board;

    FrameAccessIT(TestServer board) {
        this.board = board;
    }

    private static FrameRow row(Function<Target, JsonObject> frame, String sender, String member) {
        return new FrameRow(frame, sender, member, member, "room_not_found");
    }

    private static FrameRow ofNoRoom(JsonObject frame) {
        return new FrameRow(at -> frame, ANYBODY, ANYBODY, ANYBODY, ANYBODY);
    }

    private static JsonObject hello(Target at) {
        return Json.of("type", "hello", "rooms", List.of(Json.of("room", at.room(), "since", 0)));
    }

    private static String newCid() {
        return UUID.randomUUID().toString();
    }

    @Test
    void knowsEveryFrame() {
        assertThat(FRAMES.keySet())
                .isEqualTo(ProtocolDocument.read()
                        .shapes("## 3. Client to server", "type")
                        .keySet());
    }

    @Test
    void answersEachFrameByTheTable() {
        FRAMES.forEach((type, row) -> {
            TwoPeople people = new TwoPeople(board);
            Target target = new Target(people.room, people.first);
            assertAnswer(type + " of the sender", people.ann, row.frame().apply(target), target, row.sender());
        });
        FRAMES.forEach((type, row) -> {
            TwoPeople people = new TwoPeople(board);
            Target target = new Target(people.room, people.first);
            assertAnswer(type + " of a member", people.bob, row.frame().apply(target), target, row.member());
            assertAnswer(type + " of a stranger", board.newMember(), row.frame().apply(target), target, row.stranger());
            assertThat(people.bobSocket.frames("typing"))
                    .as("%s of a stranger reaches nobody", type)
                    .isEmpty();
        });
    }

    @Test
    void answersEachFrameInANamedRoomByTheTable() {
        FRAMES.forEach((type, row) -> {
            Cast cast = new Cast(board);
            Target target = Target.of(cast);
            assertAnswer(type + " of a member", cast.member, row.frame().apply(target), target, row.member());
            assertAnswer(type + " of a former member", cast.former, row.frame().apply(target), target, row.stranger());
            assertAnswer(type + " of the sender", cast.owner, row.frame().apply(target), target, row.sender());
            Target ofMember = new Target(target.room(), cast.post(cast.member));
            assertAnswer(type + " of an owner", cast.owner, row.frame().apply(ofMember), ofMember, row.owner());
        });
    }

    /** Sends a frame on a socket of its own, then one that is always rejected. What comes in between is the answer. */
    static void assertAnswer(String who, Member member, JsonObject frame, Target target, String expected) {
        boolean first = frame.getString("type").equals("hello");
        try (SocketClient socket = first ? member.endpoint().open() : member.socket()) {
            socket.send(frame).send("{\"type\":\"no such type\"}");
            socket.await("error", error -> error.getString("code").equals("unsupported"));
            if (expected.equals("ack") || expected.equals("page") || expected.equals("synced")) {
                JsonObject answer = socket.await(
                        each -> List.of(expected, "error").contains(each.getString("type")) && !isUnsupported(each));
                assertThat(answer.getString("type")).as(who).isEqualTo(expected);
                assertThat(Json.number(answer, "room")).as(who).isEqualTo(target.room());
            } else if (expected.equals(NOTHING) || expected.equals(ANYBODY)) {
                assertThat(socket.frames("error")).as(who).hasSize(1);
            } else {
                JsonObject answer = socket.await("error", error -> !isUnsupported(error));
                assertThat(answer.getString("code")).as(who).isEqualTo(expected);
                assertThat(Json.number(answer, "room")).as(who).isEqualTo(target.room());
                assertThat(socket.frames("error")).as(who).hasSize(2);
            }
        }
    }

    private static boolean isUnsupported(JsonObject frame) {
        return frame.getString("code", "").equals("unsupported");
    }
}
