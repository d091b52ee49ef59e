package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.people.preference.Preferences;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Typing, and receipts that somebody does not show. */
@WithTestServer
class TypingIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final SocketClient anns;
    private final SocketClient bobs;
    private final long room;

    TypingIT(TestServer board) {
        this.board = board;
        TwoPeople duo = new TwoPeople(board);
        ann = duo.ann;
        bob = duo.bob;
        anns = duo.anns;
        bobs = duo.bobs;
        room = duo.room;
    }

    private JsonObject typing(boolean on) {
        return Json.of("type", "typing", "room", room, "on", on);
    }

    private static void choose(Member member, boolean hidesTyping, boolean hidesReceipts) {
        Preferences chosen = Preferences.DEFAULT.withPrivacy(false, hidesTyping, hidesReceipts);
        assertThat(member.rest().put("/api/me/preferences", chosen.toJson()).status())
                .isEqualTo(200);
    }

    @Test
    void isPassedOnOnceInThreeSecondsToTheOtherMembersAlone() {
        SocketClient annsPhone = ann.elsewhere().socket();
        SocketClient cleos = board.somebody().socket();
        cleos.send(typing(true));
        assertThat(cleos.await("error").getString("code")).isEqualTo("room_not_found");
        anns.send(typing(true)).send(typing(true)).send(typing(false));
        JsonObject on = Json.of("type", "typing", "room", room, "account", ann.id(), "on", true);
        assertThat(bobs.await("typing")).isEqualTo(on);
        bobs.await("typing", frame -> !frame.getBoolean("on")); // the end, in its time
        assertThat(bobs.frames("typing")).hasSize(2);
        for (SocketClient other : new SocketClient[] {anns, annsPhone, cleos}) {
            assertThat(other.frames("typing")).isEmpty();
        }
    }

    @Test
    void endsWithTheMessage() {
        anns.send(typing(true));
        anns.post(room, "2");
        anns.send(typing(true)).send(typing(false)); // as from a page that had a timer for it
        anns.awaitAck(anns.post(room, "3"));
        bobs.awaitText("3");
        List<JsonObject> told = bobs.frames();
        int message = told.indexOf(bobs.awaitText("2"));
        assertThat(told.subList(0, message)).anyMatch(SocketClient.is("typing"));
        assertThat(told.subList(message, told.size()))
                .noneMatch(SocketClient.is("typing").and(frame -> frame.getBoolean("on")));
    }

    @Test
    void isNotPassedOnWhereEitherHidesIt() {
        choose(bob, true, false);
        bobs.await("preferences");
        anns.send(typing(true));
        bobs.send(typing(true));
        anns.awaitAck(anns.post(room, "2"));
        bobs.awaitAck(bobs.post(room, "3"));
        anns.awaitText("3");
        bobs.awaitText("3");
        assertThat(anns.frames("typing")).isEmpty();
        assertThat(bobs.frames("typing")).isEmpty();
    }

    @Test
    void receiptsOfBothAreHiddenWhereOneHidesThem() {
        anns.send(Json.of("type", "read", "room", room, "seq", 1));
        JsonObject annsAtOne =
                Json.of("type", "receipt", "room", room, "account", ann.id(), "receivedSeq", 1, "readSeq", 1);
        assertThat(bobs.await("receipt")).isEqualTo(annsAtOne);
        choose(bob, false, true);
        assertThat(anns.await("receipt", frame -> frame.containsKey("hidden")).getInt("readSeq"))
                .isZero();
        int before = bobs.count();
        bobs.await(frame -> frame.containsKey("hidden"));

        SocketClient bobsPhone = bob.elsewhere().socket();
        bobs.send(Json.of("type", "read", "room", room, "seq", 1));
        JsonObject own = bobsPhone.await("receipt", frame -> frame.containsKey("unread"));
        assertThat(Json.number(own, "readSeq")).isEqualTo(1);
        assertThat(Json.number(own, "unread")).isZero();
        anns.awaitAck(anns.post(room, "2"));
        bobs.awaitText("2");
        assertThat(anns.frames("receipt"))
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
        anns.await("receipt", frame -> Json.number(frame, "account") == bob.id() && Json.number(frame, "readSeq") == 1);
        bobs.await(before, frame -> frame.equals(annsAtOne));
    }
}
