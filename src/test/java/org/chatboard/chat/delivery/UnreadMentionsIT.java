package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** What counts as an unread mention, and who gets a changed count. */
@WithTestServer
class UnreadMentionsIT extends MentionTests {
    UnreadMentionsIT(TestServer board) {
        super(board);
    }

    private void read(SocketClient socket, JsonObject upTo) {
        socket.send(Json.of("type", "read", "room", room.id(), "seq", Json.number(upTo, "seq")));
    }

    private JsonObject receipt(SocketClient socket, Member who, long unread) {
        return socket.await(
                "receipt",
                frame -> Json.number(frame, "room") == room.id()
                        && Json.number(frame, "account") == who.id()
                        && Json.number(frame, "unread") == unread);
    }

    @Test
    void countsMentionsAnswersAndMessagesToAllOnce() {
        JsonObject first = send(bob, "first");
        send(ann, at(bob) + " @all");
        reply(cleo, first, at(bob));
        reply(cleo, first, "no name");
        JsonObject last = send(ann, "@all");
        arrived(bobSocket, last);
        assertThat(mentionsOf(bob)).isEqualTo(4);
        assertThat(mentionsOf(cleo)).isEqualTo(2);
        assertThat(mentionsOf(ann)).isZero();
        assertThat(page(bob))
                .extracting(each -> each.getString("reason"))
                .containsExactly("all", "reply", "mention", "mention");
        SocketClient phone = bob.onAnotherDevice().socket();
        assertThat(Json.number(phone.await("welcome").getJsonArray("rooms").getJsonObject(0), "mentions"))
                .isEqualTo(4);
        read(bobSocket, Json.of("seq", Json.number(last, "seq") - 1));
        assertThat(Json.number(receipt(phone, bob, 1), "mentions")).isEqualTo(1);
        read(bobSocket, last);
        assertThat(Json.number(receipt(phone, bob, 0), "mentions")).isZero();
        assertThat(mentionsOf(bob)).isZero();
        assertThat(page(bob)).hasSize(4).noneMatch(each -> each.getBoolean("unread"));
        assertThat(annSocket.frames("receipt")).noneMatch(frame -> frame.containsKey("mentions"));
    }

    /** Marks all messages of the room as unread. {@return the answer, when the count and the page have been seen to agree} */
    private long unreadMentions(Member who, JsonObject from) {
        JsonObject marked = who.rest()
                .post(room.path("/unread"), Json.of("seq", Json.number(from, "seq")))
                .json();
        long counted = Json.number(marked, "mentions");
        assertThat(mentionsOf(who)).isEqualTo(counted);
        assertThat(page(who)).filteredOn(each -> each.getBoolean("unread")).hasSize((int) counted);
        return counted;
    }

    @Test
    void mentionsNobodyByAMessageToAllFromBeforeTheMemberJoined() {
        Member dora = board.newMember();
        JsonObject before = send(ann, "@all before");
        send(ann, "between");
        room.add(ann, dora);
        assertThat(unreadMentions(dora, before)).isZero();
        JsonObject after = send(ann, "@all after");
        assertThat(unreadMentions(dora, before)).isEqualTo(1);
        annSocket.awaitAck(annSocket.change("edit", room.id(), Json.number(before, "id"), "message", "@all edited"));
        assertThat(unreadMentions(dora, before)).isEqualTo(1);
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(after, "id")));
        assertThat(unreadMentions(dora, before)).isZero();
    }

    @Test
    void keepsWhatNamedAMemberWhoCameBackButNoMessageToAllFromBefore() {
        JsonObject named = send(ann, at(bob));
        send(ann, "@all");
        room.remove(ann, bob);
        send(ann, "@all " + at(bob));
        send(ann, "between");
        room.add(ann, bob);
        assertThat(unreadMentions(bob, named)).isEqualTo(1);
        send(ann, "@all");
        assertThat(unreadMentions(bob, named)).isEqualTo(2);
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(named, "id")));
        assertThat(unreadMentions(bob, named)).isEqualTo(1);
    }

    @Test
    void tellsThoseMembersAloneWhoseMentionsHaveChanged() {
        JsonObject named = send(ann, at(bob));
        JsonObject toAll = send(ann, "@all");
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(named, "id")));
        assertThat(Json.number(receipt(bobSocket, bob, 1), "mentions")).isEqualTo(1);
        assertThat(receipt(cleoSocket, cleo, 1)).doesNotContainKey("mentions");
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(toAll, "id")));
        assertThat(Json.number(receipt(bobSocket, bob, 0), "mentions")).isZero();
        assertThat(Json.number(receipt(cleoSocket, cleo, 0), "mentions")).isZero();
    }

    @Test
    void forgetsTheMentionsOfADeletedMessage() {
        JsonObject first = send(bob, "first");
        JsonObject mention = send(ann, at(bob));
        JsonObject answer = reply(ann, first, "answer");
        JsonObject toAll = send(ann, "@all");
        long left = 3;
        for (JsonObject each : List.of(mention, answer, toAll)) {
            annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(each, "id")));
            left--;
            assertThat(Json.number(receipt(bobSocket, bob, left), "mentions")).isEqualTo(left);
            assertThat(mentionsOf(bob)).isEqualTo(left);
            assertThat(page(bob)).hasSize((int) left);
        }
        assertThat(room.lines(bob)).noneMatch(line -> line.containsKey("mentions") || line.containsKey("mentionsAll"));
    }
}
