package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.people.preference.Preferences;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Typing, and the settings that hide typing and receipts. */
@WithTestServer
class TypingIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final long room;

    TypingIT(TestServer board) {
        this.board = board;
        TwoPeople people = new TwoPeople(board);
        ann = people.ann;
        bob = people.bob;
        annSocket = people.annSocket;
        bobSocket = people.bobSocket;
        room = people.room;
    }

    private JsonObject typing(boolean on) {
        return Json.of("type", "typing", "room", room, "on", on);
    }

    private static void choose(Member member, boolean hidesTyping, boolean hidesReceipts) {
        Preferences chosen = Preferences.DEFAULT.withPrivacy(false, hidesTyping, hidesReceipts);
        assertThat(member.rest()
                        .put("/api/me/preferences", Json.parse(JsonBinding.write(chosen)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isSentOnceInThreeSecondsToTheOtherMembersOnly() {
        SocketClient annsPhone = ann.onAnotherDevice().socket();
        SocketClient cleos = board.newMember().socket();
        cleos.send(typing(true));
        assertThat(cleos.await("error").getString("code")).isEqualTo("room_not_found");
        annSocket.send(typing(true)).send(typing(true)).send(typing(false));
        JsonObject on = Json.of("type", "typing", "room", room, "account", ann.id(), "on", true);
        assertThat(bobSocket.await("typing")).isEqualTo(on);
        bobSocket.await("typing", frame -> !frame.getBoolean("on")); // the server delays the frame that ends typing
        assertThat(bobSocket.frames("typing")).hasSize(2);
        for (SocketClient other : new SocketClient[] {annSocket, annsPhone, cleos}) {
            assertThat(other.frames("typing")).isEmpty();
        }
    }

    @Test
    void endsWithTheMessage() {
        annSocket.send(typing(true));
        annSocket.post(room, "2");
        annSocket.send(typing(true)).send(typing(false)); // as from a page that sends these frames too late
        annSocket.awaitAck(annSocket.post(room, "3"));
        bobSocket.awaitText("3");
        List<JsonObject> frames = bobSocket.frames();
        int message = frames.indexOf(bobSocket.awaitText("2"));
        assertThat(frames.subList(0, message)).anyMatch(SocketClient.is("typing"));
        assertThat(frames.subList(message, frames.size()))
                .noneMatch(SocketClient.is("typing").and(frame -> frame.getBoolean("on")));
    }

    @Test
    void isNotSentIfEitherAccountHidesIt() {
        choose(bob, true, false);
        bobSocket.await("preferences");
        annSocket.send(typing(true));
        bobSocket.send(typing(true));
        annSocket.awaitAck(annSocket.post(room, "2"));
        bobSocket.awaitAck(bobSocket.post(room, "3"));
        annSocket.awaitText("3");
        bobSocket.awaitText("3");
        assertThat(annSocket.frames("typing")).isEmpty();
        assertThat(bobSocket.frames("typing")).isEmpty();
    }

    @Test
    void receiptsOfBothAreHiddenIfOneAccountHidesThem() {
        annSocket.send(Json.of("type", "read", "room", room, "seq", 1));
        JsonObject annsAtOne =
                Json.of("type", "receipt", "room", room, "account", ann.id(), "receivedSeq", 1, "readSeq", 1);
        assertThat(bobSocket.await("receipt")).containsAllEntriesOf(annsAtOne);
        choose(bob, false, true);
        assertThat(annSocket
                        .await("receipt", frame -> frame.containsKey("hidden"))
                        .getInt("readSeq"))
                .isZero();
        int before = bobSocket.count();
        bobSocket.await(frame -> frame.containsKey("hidden"));

        SocketClient bobsPhone = bob.onAnotherDevice().socket();
        bobSocket.send(Json.of("type", "read", "room", room, "seq", 1));
        JsonObject own = bobsPhone.await("receipt", frame -> frame.containsKey("unread"));
        assertThat(Json.number(own, "readSeq")).isEqualTo(1);
        assertThat(Json.number(own, "unread")).isZero();
        annSocket.awaitAck(annSocket.post(room, "2"));
        bobSocket.awaitText("2");
        assertThat(annSocket.frames("receipt"))
                .noneMatch(frame -> Json.number(frame, "account") == bob.id() && Json.number(frame, "readSeq") > 0);
        for (Member member : new Member[] {ann, bob}) {
            JsonObject entry =
                    member.socket().await("welcome").getJsonArray("rooms").getJsonObject(0);
            assertThat(entry.getJsonArray("receipts")).singleElement().satisfies(reach -> assertThat(
                            Json.number(reach.asJsonObject(), "account"))
                    .isEqualTo(member.id()));
            assertThat(Json.number(entry, "unread")).isEqualTo(member == bob ? 1 : 0);
        }

        choose(bob, false, false);
        annSocket.await(
                "receipt", frame -> Json.number(frame, "account") == bob.id() && Json.number(frame, "readSeq") == 1);
        bobSocket.await(before, frame -> frame.entrySet().containsAll(annsAtOne.entrySet()));
    }
}
