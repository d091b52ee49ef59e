package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** After each kind of change: what live frames have led to, what a reader has who was away meanwhile, and what a fresh load shows. */
@WithTestServer
class MissedChangesIT {
    private static final String THUMB = "\uD83D\uDC4D";
    private static final String HEART = "\u2764\uFE0F";

    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final long room;
    private final long first;
    private final RoomReplica stayed = new RoomReplica();
    private final RoomReplica awayEachTime = new RoomReplica();
    private final RoomReplica awayAllTheTime = new RoomReplica();
    private int heard;

    MissedChangesIT(TestServer board) {
        ann = board.newMember();
        bob = board.newMember();
        annSocket = ann.socket();
        bobSocket = bob.socket();
        JsonObject ack = annSocket.awaitAck(annSocket.postTo(bob.id(), "first"));
        room = Json.number(ack, "room");
        first = Json.number(ack, "id");
    }

    @Test
    void whoWasAwayHasWhatWhoStayedHasAndAFreshLoadShows() {
        bobSocket.awaitMessage(room, 1);
        takeIn();
        String epoch = bobSocket.await("room").getString("epoch");
        awayAllTheTime.told(epoch);
        awayEachTime.told(epoch);
        comeBack(awayAllTheTime);
        long own = Json.number(does(annSocket, "send", "message", "own"), "id");
        long answer = Json.number(does(bobSocket, "send", "message", "an answer", "replyTo", first), "id");
        does(annSocket, "edit", "id", first, "message", "first, " + "mended ".repeat(60)); // which its quote shows, cut
        does(annSocket, "edit", "id", own, "message", "own"); // to what it was
        does(bobSocket, "react", "id", own, "emoji", THUMB, "on", true);
        does(annSocket, "react", "id", own, "emoji", THUMB, "on", true);
        does(annSocket, "react", "id", own, "emoji", HEART, "on", true);
        does(bobSocket, "react", "id", own, "emoji", HEART, "on", false); // which was not on
        does(bobSocket, "react", "id", own, "emoji", THUMB, "on", false);
        does(annSocket, "edit", "id", own, "message", "own, mended");
        does(annSocket, "delete", "id", own);
        does(annSocket, "delete", "id", own);
        does(bobSocket, "send", "message", "to what is not there", "replyTo", own);
        does(annSocket, "delete", "id", first);
        does(bobSocket, "delete", "id", answer);
        comeBack(awayAllTheTime);
        assertThat(awayAllTheTime.state().messages()).isEqualTo(stored());
        for (RoomReplica log : List.of(stayed, awayEachTime, awayAllTheTime)) {
            assertThat(log.faults()).matches(ProofSummary::isFaultless);
        }
    }

    /** Does something while nobody but the two is there, and compares. @return its ack */
    private JsonObject does(SocketClient who, String type, Object... fields) {
        String cid = UUID.randomUUID().toString();
        Object[] all = new Object[fields.length + 6];
        System.arraycopy(new Object[] {"type", type, "room", room, "cid", cid}, 0, all, 0, 6);
        System.arraycopy(fields, 0, all, 6, fields.length);
        who.send(Json.of(all));
        JsonObject ack = who.awaitAck(cid);
        assertThat(ack.getString("type")).as("%s", ack).isEqualTo("ack");
        long seq = Json.number(ack, "seq");
        if (type.equals("send")) {
            bobSocket.awaitMessage(room, seq);
        } else {
            bobSocket.awaitChange(room, seq);
        }
        takeIn();
        assertThat(stayed.held()).isEqualTo(seq);
        comeBack(awayEachTime);
        assertThat(stayed.state().messages()).as("live after %s", type).isEqualTo(stored());
        assertThat(awayEachTime.state().messages())
                .as("away during %s", type)
                .isEqualTo(stayed.state().messages());
        return ack;
    }

    private void takeIn() {
        List<JsonObject> frames = bobSocket.frames();
        for (; heard < frames.size(); heard++) {
            hear(stayed, frames.get(heard));
        }
    }

    private static void hear(RoomReplica log, JsonObject frame) {
        switch (frame.getString("type")) {
            case "message" -> log.message(frame);
            case "change" -> log.change(frame);
            case "synced" -> log.synced(frame);
            default -> {} // of no number
        }
    }

    private void comeBack(RoomReplica log) {
        log.onNewSocket();
        SocketClient socket = bob.socket(List.of(log.hello(room)));
        socket.await("synced");
        socket.frames().forEach(frame -> hear(log, frame));
        socket.close();
    }

    private SortedMap<Long, JsonObject> stored() {
        return StoredRoom.read(room, List.of(bob)).messages();
    }
}
