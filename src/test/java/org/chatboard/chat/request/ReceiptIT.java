package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
class ReceiptIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final long room;

    ReceiptIT(TestServer board) {
        this.board = board;
        TwoPeople people = new TwoPeople(board);
        ann = people.ann;
        bob = people.bob;
        annSocket = people.annSocket;
        bobSocket = people.bobSocket;
        room = people.room;
    }

    private void annSendsTo(int last) {
        int from = annSocket.seqs(room).size() + 1;
        IntStream.rangeClosed(from, last).forEach(i -> annSocket.post(room, "" + i));
        annSocket.awaitMessage(room, last);
        bobSocket.awaitMessage(room, last);
    }

    private JsonObject receiptOf(SocketClient socket, Member who, long received, long read) {
        return socket.await(
                "receipt",
                frame -> Json.number(frame, "account") == who.id()
                        && Json.number(frame, "receivedSeq") == received
                        && Json.number(frame, "readSeq") == read);
    }

    private static JsonObject roomOf(Member member) {
        return member.rest().get("/api/rooms").json().getJsonArray("rooms").getJsonObject(0);
    }

    @Test
    void reachesAllMembersAndCarriesUnreadForItsOwnerOnly() {
        annSendsTo(4);
        SocketClient bobsPhone = bob.onAnotherDevice().socket();
        bobSocket.send(Json.of("type", "received", "room", room, "seq", 3));
        for (SocketClient own : List.of(bobSocket, bobsPhone)) {
            assertThat(Json.number(receiptOf(own, bob, 3, 0), "unread")).isEqualTo(4);
        }
        assertThat(receiptOf(annSocket, bob, 3, 0)).doesNotContainKey("unread");
        bobsPhone.send(Json.of("type", "read", "room", room, "seq", 4)); // what is read is received, too
        for (SocketClient own : List.of(bobSocket, bobsPhone)) {
            assertThat(Json.number(receiptOf(own, bob, 4, 4), "unread")).isZero();
        }
        assertThat(receiptOf(annSocket, bob, 4, 4)).doesNotContainKey("unread");
    }

    @Test
    void neverDecreases() {
        annSendsTo(5);
        bobSocket.send(Json.of("type", "read", "room", room, "seq", 3));
        receiptOf(annSocket, bob, 3, 3);
        bobSocket.send(Json.of("type", "read", "room", room, "seq", 2));
        bobSocket.send(Json.of("type", "received", "room", room, "seq", 1));
        bobSocket.send(Json.of("type", "received", "room", room, "seq", 3));
        bobSocket.send(Json.of("type", "received", "room", room, "seq", 4));
        receiptOf(annSocket, bob, 4, 3);
        assertThat(annSocket.frames("receipt")).hasSize(2);
        JsonObject now = roomOf(bob);
        assertThat(Json.number(now, "readSeq")).isEqualTo(3);
        assertThat(Json.number(now, "receivedSeq")).isEqualTo(4);
        assertThat(Json.number(now, "unread")).isEqualTo(2);
    }

    @Test
    void isLimitedToTheLastNumberOfTheRoom() {
        annSendsTo(2);
        bobSocket.send(Json.of("type", "received", "room", room, "seq", 999_999_999_999_999_999L));
        receiptOf(annSocket, bob, 2, 0);
        bobSocket.send(Json.of("type", "read", "room", room, "seq", 3));
        receiptOf(annSocket, bob, 2, 2);
        annSendsTo(3);
        assertThat(Json.number(roomOf(bob), "unread")).isEqualTo(1);
    }

    @Test
    void neverCountsOwnMessagesAsUnread() {
        annSendsTo(3);
        assertThat(Json.number(roomOf(ann), "unread")).isZero();
        bobSocket.awaitAck(bobSocket.post(room, "4"));
        assertThat(Json.number(roomOf(ann), "unread")).isEqualTo(1);
        assertThat(Json.number(roomOf(bob), "unread")).isEqualTo(3);
    }

    @Test
    void countsRightAfterMixedTraffic() {
        for (int i = 2; i <= 121; i++) {
            SocketClient sender = i % 3 == 0 ? annSocket : bobSocket;
            sender.post(room, "" + i);
            if (i % 10 == 0) {
                bobSocket.send(Json.of("type", "read", "room", room, "seq", i - 5));
                annSocket.send(Json.of("type", "received", "room", room, "seq", i));
            }
        }
        annSocket.awaitMessage(room, 121);
        bobSocket.awaitMessage(room, 121);
        bobSocket.send(Json.of("type", "read", "room", room, "seq", 117)); // now that all messages are stored
        JsonObject own = bobSocket.await(
                "receipt", frame -> Json.number(frame, "account") == bob.id() && Json.number(frame, "readSeq") == 117);
        long annsAfter = annSocket.frames("message").stream()
                .filter(frame -> Json.number(frame, "seq") > Json.number(own, "readSeq"))
                .filter(frame -> Json.number(frame.getJsonObject("sender"), "id") == ann.id())
                .count();
        long bobsOfAll = annSocket.frames("message").stream()
                .filter(frame -> Json.number(frame.getJsonObject("sender"), "id") == bob.id())
                .count();
        assertThat(Json.number(own, "unread")).isEqualTo(annsAfter);
        assertThat(Json.number(roomOf(bob), "unread")).isEqualTo(annsAfter);
        assertThat(Json.number(roomOf(ann), "unread")).isEqualTo(bobsOfAll);
        annSocket.send(Json.of("type", "read", "room", room, "seq", 121));
        JsonObject all = annSocket.await(
                "receipt", frame -> Json.number(frame, "account") == ann.id() && Json.number(frame, "readSeq") == 121);
        assertThat(Json.number(all, "unread")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void goesToTheOtherMembersOfARoomOfAtMostTwenty(int members) {
        assertShared(board, members, members == 20);
    }

    @Test
    void goesToTheOtherMembersAsTheSettingSays(@WithTestServer.Limited TestServer limited) {
        assertShared(limited, 3, true);
        assertShared(limited, 4, false);
    }

    /** Asserts whether the members of a room see that one of them has read a message, by a frame and in {@code welcome}. */
    private static void assertShared(TestServer on, int members, boolean shared) {
        Member owner = on.newMember();
        Member reader = on.newMember();
        List<Long> others = Stream.concat(
                        Stream.of(reader.id()), IntStream.range(0, members - 2).mapToObj(n -> on.newMember()
                                .id()))
                .toList();
        NamedRoom of = NamedRoom.create("PRIVATE", owner, others);
        try (SocketClient owners = owner.socket();
                SocketClient readers = reader.socket()) {
            long seq = Json.number(owners.awaitAck(owners.post(of.id(), "Read this")), "seq");
            readers.awaitMessage(of.id(), seq);
            readers.send(Json.of("type", "read", "room", of.id(), "seq", seq));
            readers.await("receipt", frame -> Json.number(frame, "readSeq") == seq);
            long next = Json.number(readers.awaitAck(readers.post(of.id(), "Done")), "seq");
            owners.awaitMessage(of.id(), next); // a receipt would have come before
            assertThat(owners.frames("receipt").stream().filter(frame -> Json.number(frame, "account") == reader.id()))
                    .hasSize(shared ? 1 : 0);
        }
        Map<Long, Long> read = of.entry(owner).getJsonArray("receipts").getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(
                        reach -> Json.number(reach, "account"), reach -> Json.number(reach, "readSeq")));
        assertThat(read).hasSize(shared ? members : 1);
        assertThat(read.get(reader.id())).isEqualTo(shared ? Long.valueOf(2) : null);
    }

    @Test
    void saysSinceWhenAMemberHasBeenOne() {
        NamedRoom of = NamedRoom.create(ann, bob);
        annSocket.awaitAck(annSocket.post(of.id(), "before"));
        Member cleo = board.newMember();
        assertThat(of.add(ann, cleo).status()).isEqualTo(200);
        String joinedAt = of.lines(ann).get(2).getString("sentAt");
        long seq = Json.number(annSocket.awaitAck(annSocket.post(of.id(), "after")), "seq");
        try (SocketClient socket = cleo.socket()) {
            socket.send(Json.of("type", "read", "room", of.id(), "seq", seq));
            JsonObject receipt = annSocket.await("receipt", frame -> Json.number(frame, "account") == cleo.id());
            assertThat(receipt.getString("joinedAt")).isEqualTo(joinedAt);
        }
        assertThat(of.entry(ann).getJsonArray("receipts").getValuesAs(JsonObject.class))
                .contains(Json.of("account", cleo.id(), "receivedSeq", seq, "readSeq", seq, "joinedAt", joinedAt));
    }

    @Test
    void survivesAReconnect() {
        annSendsTo(6);
        bobSocket.send(Json.of("type", "read", "room", room, "seq", 4));
        receiptOf(bobSocket, bob, 4, 4);
        JsonObject entry = bob.socket().await("welcome").getJsonArray("rooms").getJsonObject(0);
        assertThat(Json.number(entry, "readSeq")).isEqualTo(4);
        assertThat(Json.number(entry, "receivedSeq")).isEqualTo(4);
        assertThat(Json.number(entry, "unread")).isEqualTo(2);
    }
}
