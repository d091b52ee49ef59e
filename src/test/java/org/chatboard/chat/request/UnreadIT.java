package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.stream.IntStream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marking messages as unread: a conversation in which Ann has sent five messages and Bob has read them. */
@WithTestServer
class UnreadIT {
    private static final int SENT = 5;

    private final TwoPeople people;
    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final long room;

    UnreadIT(TestServer board) {
        people = new TwoPeople(board);
        ann = people.ann;
        bob = people.bob;
        annSocket = people.annSocket;
        bobSocket = people.bobSocket;
        room = people.room;
        IntStream.rangeClosed(2, SENT).forEach(n -> annSocket.awaitAck(annSocket.post(room, "@" + bob.username())));
        bobSocket.awaitMessage(room, SENT);
        read(SENT);
        receiptOfBob(annSocket, SENT);
    }

    private void read(long seq) {
        bobSocket.send(Json.of("type", "read", "room", room, "seq", seq));
    }

    private JsonObject receiptOfBob(SocketClient socket, long readSeq) {
        return socket.await(
                "receipt",
                frame -> Json.number(frame, "account") == bob.id() && Json.number(frame, "readSeq") == readSeq);
    }

    private Answer mark(Object seq) {
        return bob.rest().post("/api/rooms/" + room + "/unread", Json.of("seq", seq));
    }

    @Test
    void marksAsUnreadFromAMessageOnAllDevicesOfTheReaderAlone() {
        SocketClient phone = bob.onAnotherDevice().socket();
        assertThat(mark(3).json()).isEqualTo(Json.of("room", room, "readSeq", 2, "unread", 3, "mentions", 3));
        for (SocketClient own : new SocketClient[] {bobSocket, phone}) {
            JsonObject receipt = receiptOfBob(own, 2);
            assertThat(receipt.getBoolean("marked")).isTrue();
            assertThat(Json.number(receipt, "unread")).isEqualTo(3);
            assertThat(Json.number(receipt, "mentions")).isEqualTo(3);
        }
        JsonObject listed = TwoPeople.overview(bob);
        assertThat(Json.number(listed, "readSeq")).isEqualTo(2);
        assertThat(Json.number(listed, "unread")).isEqualTo(3);
        assertThat(Json.number(listed, "mentions")).isEqualTo(3);
        assertThat(listed.getBoolean("marked", false)).isFalse();
    }

    @Test
    void showsTheOthersNoLowerPosition() {
        assertThat(mark(1).status()).isEqualTo(200);
        assertThat(shownToAnn()).isEqualTo(SENT);
        read(2); // moves the position of the reader, who was told that more is read
        receiptOfBob(bobSocket, 2);
        assertThat(Json.number(TwoPeople.overview(bob), "unread")).isEqualTo(SENT - 2);
        people.send(annSocket, "one more");
        read(SENT + 1);
        receiptOfBob(annSocket, SENT + 1);
        assertThat(shownToAnn()).isEqualTo(SENT + 1);
        assertThat(annSocket.frames("receipt"))
                .filteredOn(frame -> Json.number(frame, "account") == bob.id())
                .allSatisfy(frame -> {
                    assertThat(Json.number(frame, "readSeq")).isGreaterThanOrEqualTo(SENT);
                    assertThat(frame).doesNotContainKeys("marked", "unread", "mentions");
                });
    }

    private long shownToAnn() {
        return TwoPeople.overview(ann).getJsonArray("receipts").getValuesAs(JsonObject.class).stream()
                .filter(reach -> Json.number(reach, "account") == bob.id())
                .mapToLong(reach -> Json.number(reach, "readSeq"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void marksNothingAsReadAndCountsNoOwnAndNoDeletedMessage() {
        annSocket.awaitAck(annSocket.post(room, "unread"));
        assertThat(mark(SENT + 1).json()).isEqualTo(Json.of("room", room, "readSeq", SENT, "unread", 1, "mentions", 0));
        people.send(bobSocket, "own");
        annSocket.awaitAck(annSocket.change("delete", room, people.first));
        assertThat(mark(1).json()).isEqualTo(Json.of("room", room, "readSeq", 0, "unread", SENT, "mentions", SENT - 1));
        assertThat(mark(4).json()).as("what is unread stays so").isEqualTo(mark(1).json());
    }

    @Test
    void addsWhatGoesBackToWhatIsUnread() {
        assertThat(mark(4).json()).isEqualTo(Json.of("room", room, "readSeq", 3, "unread", 2, "mentions", 2));
        annSocket.awaitAck(annSocket.change("delete", room, people.first));
        annSocket.awaitAck(annSocket.post(room, "unread"));
        assertThat(mark(2).json()).isEqualTo(Json.of("room", room, "readSeq", 1, "unread", SENT, "mentions", SENT - 1));
        read(4);
        assertThat(Json.number(receiptOfBob(bobSocket, 4), "unread")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "999999999999"})
    void rejectsASequenceNumberThatIsNoMessage(long seq) {
        assertThat(mark(seq).status()).isEqualTo(400);
        assertThat(Json.number(TwoPeople.overview(bob), "unread")).isZero();
    }

    @Test
    void rejectsAMissingOrWrongNumber() {
        assertThat(mark("1").status()).isEqualTo(400);
        assertThat(mark(-1).status()).isEqualTo(400);
        assertThat(bob.rest().post("/api/rooms/" + room + "/unread", Json.of()).status())
                .isEqualTo(400);
    }

    @Test
    void rejectsAStranger(TestServer board) {
        Answer answer = board.newMember().rest().post("/api/rooms/" + room + "/unread", Json.of("seq", 1));
        assertThat(answer.status()).isEqualTo(404);
    }
}
