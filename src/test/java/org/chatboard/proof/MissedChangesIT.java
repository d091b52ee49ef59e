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

/**
 * Compares three states of a room after each kind of change: of a client that received the live frames, of a client that was
 * disconnected during the change, and of a fresh read by REST.
 */
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
    private final RoomReplica connected = new RoomReplica();
    private final RoomReplica awayEachTime = new RoomReplica();
    private final RoomReplica awayAllTheTime = new RoomReplica();
    private int processed;

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
    void aReconnectedClientHasTheStateOfAConnectedOneAndOfAFreshRead() {
        bobSocket.awaitMessage(room, 1);
        applyReceived();
        String epoch = bobSocket.await("room").getString("epoch");
        awayAllTheTime.checkEpoch(epoch);
        awayEachTime.checkEpoch(epoch);
        reconnect(awayAllTheTime);
        long own = Json.number(request(annSocket, "send", "message", "own"), "id");
        long answer = Json.number(request(bobSocket, "send", "message", "an answer", "replyTo", first), "id");
        request(
                annSocket,
                "edit",
                "id",
                first,
                "message",
                "first, " + "mended ".repeat(60)); // its quote shows the text truncated
        request(annSocket, "edit", "id", own, "message", "own"); // the same text as before
        request(bobSocket, "react", "id", own, "emoji", THUMB, "on", true);
        request(annSocket, "react", "id", own, "emoji", THUMB, "on", true);
        request(annSocket, "react", "id", own, "emoji", HEART, "on", true);
        request(bobSocket, "react", "id", own, "emoji", HEART, "on", false); // a reaction that was not set
        request(bobSocket, "react", "id", own, "emoji", THUMB, "on", false);
        request(annSocket, "edit", "id", own, "message", "own, mended");
        request(annSocket, "delete", "id", own);
        request(annSocket, "delete", "id", own);
        request(bobSocket, "send", "message", "reply to a deleted message", "replyTo", own);
        request(annSocket, "delete", "id", first);
        request(bobSocket, "delete", "id", answer);
        reconnect(awayAllTheTime);
        assertThat(awayAllTheTime.state().messages()).isEqualTo(stored());
        for (RoomReplica replica : List.of(connected, awayEachTime, awayAllTheTime)) {
            assertThat(replica.faults()).matches(ProofSummary::isFaultless);
        }
    }

    /** Sends a request, waits until its event arrives live, and compares the three states. @return the ack */
    private JsonObject request(SocketClient sender, String type, Object... fields) {
        String cid = UUID.randomUUID().toString();
        Object[] all = new Object[fields.length + 6];
        System.arraycopy(new Object[] {"type", type, "room", room, "cid", cid}, 0, all, 0, 6);
        System.arraycopy(fields, 0, all, 6, fields.length);
        sender.send(Json.of(all));
        JsonObject ack = sender.awaitAck(cid);
        assertThat(ack.getString("type")).as("%s", ack).isEqualTo("ack");
        long seq = Json.number(ack, "seq");
        if (type.equals("send")) {
            bobSocket.awaitMessage(room, seq);
        } else {
            bobSocket.awaitChange(room, seq);
        }
        applyReceived();
        assertThat(connected.cursor()).isEqualTo(seq);
        reconnect(awayEachTime);
        assertThat(connected.state().messages())
                .as("state of the connected client after %s", type)
                .isEqualTo(stored());
        assertThat(awayEachTime.state().messages())
                .as("state of the reconnected client after %s", type)
                .isEqualTo(connected.state().messages());
        return ack;
    }

    private void applyReceived() {
        List<JsonObject> frames = bobSocket.frames();
        for (; processed < frames.size(); processed++) {
            apply(connected, frames.get(processed));
        }
    }

    private static void apply(RoomReplica log, JsonObject frame) {
        switch (frame.getString("type")) {
            case "message" -> log.message(frame);
            case "change" -> log.change(frame);
            case "synced" -> log.synced(frame);
            default -> {} // frames without a sequence number are ignored
        }
    }

    private void reconnect(RoomReplica replica) {
        replica.onNewSocket();
        SocketClient socket = bob.socket(List.of(replica.helloEntry(room)));
        socket.await("synced");
        socket.frames().forEach(frame -> apply(replica, frame));
        socket.close();
    }

    private SortedMap<Long, JsonObject> stored() {
        return StoredRoom.read(room, List.of(bob)).messages();
    }
}
