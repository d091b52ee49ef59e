package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
class SendIT {
    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;

    private final TestServer board;

    SendIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        annSocket = ann.socket();
        bobSocket = bob.socket();
    }

    @Test
    void reachesAllMembersAndCarriesTheCidForTheSenderOnly() {
        SocketClient annsPhone = ann.onAnotherDevice().socket();
        SocketClient bobsPhone = bob.onAnotherDevice().socket();
        SocketClient stranger = board.newMember().socket();
        String cid = annSocket.postTo(bob.id(), "  hi\nthere  ");
        JsonObject ack = annSocket.awaitAck(cid);

        assertThat(ack.getString("type")).isEqualTo("ack");
        assertThat(ack).doesNotContainKey("duplicate");
        assertThat(Json.number(ack, "seq")).isEqualTo(1);
        for (SocketClient own : List.of(annSocket, annsPhone)) {
            assertThat(own.awaitText("hi\nthere").getString("cid")).isEqualTo(cid);
        }
        for (SocketClient other : List.of(bobSocket, bobsPhone)) {
            JsonObject message = other.awaitText("hi\nthere");
            assertThat(message).doesNotContainKeys("cid", "replyTo", "editedAt", "deletedAt", "changeSeq");
            assertThat(message.getJsonObject("sender").getString("username")).isEqualTo(ann.username());
            for (String field : List.of("room", "id", "seq", "sentAt")) {
                assertThat(message.get(field)).as(field).isEqualTo(ack.get(field));
            }
        }
        assertThat(annsPhone.frames("ack")).isEmpty();
        stranger.send(Json.of("type", "history", "room", Json.number(ack, "room")));
        assertThat(stranger.await("error").getString("code")).isEqualTo("room_not_found");
        assertThat(stranger.frames().toString()).doesNotContain("hi\\nthere");
    }

    @Test
    void announcesARoomBeforeItsFirstFrame() {
        annSocket.postTo(bob.id(), "first");
        bobSocket.awaitText("first");
        bobSocket.postTo(ann.id(), "second");
        JsonObject second = bobSocket.awaitText("second");
        for (SocketClient socket : List.of(annSocket, bobSocket)) {
            socket.awaitText("second");
            List<JsonObject> ofRoom = socket.frames().stream()
                    .filter(frame -> List.of("room", "message").contains(frame.getString("type")))
                    .toList();
            assertThat(ofRoom)
                    .extracting(frame -> frame.getString("type"))
                    .containsExactly("room", "message", "message");
            JsonObject room = ofRoom.get(0);
            assertThat(Json.number(room, "seq")).isZero();
            assertThat(Json.number(room, "unread")).isZero();
            assertThat(room).doesNotContainKey("last");
            assertThat(room.get("room")).isEqualTo(second.get("room"));
            assertThat(room.getJsonArray("members")).hasSize(2);
            assertThat(room.getString("epoch")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersARepeatWithTheFirstAckAndSendsNothingToOthers(boolean sameRoom) {
        String cid = annSocket.postTo(bob.id(), "once");
        JsonObject first = annSocket.awaitAck(cid);
        SocketClient annsPhone = ann.onAnotherDevice().socket();
        Member cleo = board.newMember();
        JsonObject repeat = sameRoom
                ? Json.of("type", "send", "room", first.get("room"), "cid", cid, "message", "another text")
                : Json.of("type", "send", "to", cleo.id(), "cid", cid, "message", "another room");
        JsonObject second = annsPhone.send(repeat).awaitAck(cid);

        assertThat(second.getBoolean("duplicate")).isTrue();
        for (String field : List.of("room", "id", "seq", "sentAt", "cid")) {
            assertThat(second.get(field)).as(field).isEqualTo(first.get(field));
        }
        annSocket.postTo(bob.id(), "afterwards");
        for (SocketClient socket : List.of(annSocket, bobSocket, annsPhone)) {
            assertThat(Json.number(socket.awaitText("afterwards"), "seq")).isEqualTo(2);
            assertThat(socket.frames().toString()).doesNotContain("another ");
        }
        assertThat(bobSocket.seqs(Json.number(first, "room"))).containsExactly(1L, 2L);
    }

    @Test
    void treatsTheSameCidOfTwoSendersAsTwoMessages() {
        String cid = annSocket.postTo(bob.id(), "hers");
        annSocket.awaitAck(cid);
        bobSocket.send(Json.of("type", "send", "to", ann.id(), "cid", cid, "message", "his"));
        assertThat(bobSocket.awaitAck(cid)).doesNotContainKey("duplicate");
        assertThat(Json.number(annSocket.awaitText("his"), "seq")).isEqualTo(2);
    }

    @Test
    void storesConcurrentRepeatsOfACidOnce() {
        List<SocketClient> sockets = Stream.generate(ann::socket).limit(8).toList();
        List<String> cids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(20).toList();
        for (String cid : cids) {
            for (int repeat = 0; repeat < 3; repeat++) {
                sockets.parallelStream()
                        .forEach(socket -> socket.send(
                                Json.of("type", "send", "to", bob.id(), "cid", cid, "message", "text " + cid)));
            }
        }
        for (String cid : cids) {
            List<JsonObject> acks = new ArrayList<>();
            for (SocketClient socket : sockets) {
                socket.await(frame -> acksOf(socket, cid).size() == 3);
                acks.addAll(acksOf(socket, cid));
            }
            assertThat(acks)
                    .extracting(ack -> ack.get("seq"))
                    .containsOnly(acks.get(0).get("seq"));
            assertThat(acks).filteredOn(ack -> !ack.containsKey("duplicate")).hasSize(1);
        }
        long room = Json.number(bobSocket.await("message"), "room");
        bobSocket.awaitMessage(room, cids.size());
        annSocket.awaitAck(annSocket.post(room, "last"));
        bobSocket.awaitText("last");
        assertThat(bobSocket.seqs(room))
                .isEqualTo(LongStream.rangeClosed(1, cids.size() + 1).boxed().toList());
    }

    private static List<JsonObject> acksOf(SocketClient socket, String cid) {
        return socket.frames("ack").stream()
                .filter(SocketClient.with("cid", cid))
                .toList();
    }

    @Test
    void opensOneRoomIfBothSendAtTheSameTime() {
        for (int round = 0; round < 10; round++) {
            Member one = board.newMember();
            Member other = board.newMember();
            List<SocketClient> ones = Stream.generate(one::socket).limit(4).toList();
            List<SocketClient> others = Stream.generate(other::socket).limit(4).toList();
            List<JsonObject> acks = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> i % 2 == 0
                            ? acked(ones.get(i / 2), other.id(), "from one " + i)
                            : acked(others.get(i / 2), one.id(), "from other " + i))
                    .toList();
            assertThat(acks).extracting(ack -> ack.getString("type")).containsOnly("ack");
            assertThat(acks)
                    .extracting(ack -> ack.get("room"))
                    .containsOnly(acks.get(0).get("room"));
            assertThat(acks)
                    .extracting(ack -> Json.number(ack, "seq"))
                    .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        }
    }

    private static JsonObject acked(SocketClient socket, long to, String text) {
        return socket.awaitAck(socket.postTo(to, text));
    }

    @Test
    void sendsEveryoneTheSameOrder() {
        SocketClient annsPhone = ann.onAnotherDevice().socket();
        long room = Json.number(annSocket.awaitAck(annSocket.postTo(bob.id(), "0")), "room");
        int each = 300;
        Thread writing = new Thread(() -> IntStream.range(0, each).forEach(i -> bobSocket.post(room, "b" + i)));
        writing.start();
        IntStream.range(0, each).forEach(i -> annSocket.post(room, "a" + i));
        List<List<String>> orders = new ArrayList<>();
        for (SocketClient socket : List.of(annSocket, bobSocket, annsPhone)) {
            socket.awaitMessage(room, 2 * each + 1);
            assertThat(socket.seqs(room))
                    .isEqualTo(LongStream.rangeClosed(1, 2 * each + 1).boxed().toList());
            orders.add(socket.frames("message").stream()
                    .map(frame -> frame.getString("message"))
                    .toList());
        }
        assertThat(orders).containsOnly(orders.get(0));
        assertThat(orders.get(0)).filteredOn(text -> text.startsWith("a")).isSortedAccordingTo(byNumber());
        assertThat(orders.get(0)).filteredOn(text -> text.startsWith("b")).isSortedAccordingTo(byNumber());
    }

    private static java.util.Comparator<String> byNumber() {
        return java.util.Comparator.comparingInt(text -> Integer.parseInt(text.substring(1)));
    }
}
