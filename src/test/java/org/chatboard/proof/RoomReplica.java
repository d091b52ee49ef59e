package org.chatboard.proof;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chatboard.testing.Json;

/**
 * A client's replica of a room, built from frames by the rules of the protocol, and the violations found meanwhile. Not thread-safe: the
 * client guards it.
 */
final class RoomReplica {
    private final RoomState state = new RoomState();
    private final Set<List<JsonValue>> replayed = new HashSet<>();
    private String epoch;
    private long cursor;
    private long start;
    private boolean replaying;
    private long highestLive;
    private boolean paging;
    private long doubled;
    private long outOfOrder;
    private long gaps;

    /** {@return the replica of a room that {@code room} or {@code welcome} names, which the client holds from its number on} */
    static RoomReplica startingWith(JsonObject room) {
        RoomReplica replica = new RoomReplica();
        replica.epoch = room.getString("epoch");
        replica.cursor = Json.number(room, "seq");
        replica.start = replica.cursor;
        return replica;
    }

    /** Starts a new replay after a reconnect. */
    void onNewSocket() {
        replaying = true;
        replayed.clear();
        highestLive = 0;
        paging = false;
    }

    /** Checks the epoch in {@code welcome} or {@code room}: a different one means that the server replaced its data. */
    void checkEpoch(String now) {
        gaps += epoch == null || epoch.equals(now) ? 0 : 1;
        epoch = now;
    }

    /** Counts a {@code reset}, which is a fault since no test restores a backup. */
    void reset() {
        gaps++;
    }

    /** Applies a {@code message} frame. While pages are being read, only the highest sequence number of live frames is remembered. */
    void message(JsonObject message) {
        long seq = Json.number(message, "seq");
        if (paging) {
            highestLive = Math.max(highestLive, seq);
        } else if (replaying) {
            replay(seq, message);
        } else {
            live(seq, message);
        }
    }

    /** Applies a {@code change} frame. */
    void change(JsonObject change) {
        long seq = Json.number(change, "seq");
        if (paging) {
            highestLive = Math.max(highestLive, seq);
        } else if (replaying) {
            outOfOrder++; // the server must buffer it until the end of the replay
        } else {
            live(seq, change.getJsonObject("state"));
        }
    }

    /** Applies a message of a replay, which has each message once in its current state, ordered by sequence number. */
    private void replay(long seq, JsonObject message) {
        boolean isNew = replayed.add(List.of(message.get("id"), message.getOrDefault("changeSeq", message.get("seq"))));
        doubled += isNew ? 0 : 1;
        state.put(message);
        cursor = Math.max(cursor, seq);
    }

    private void live(long seq, JsonObject message) {
        if (seq == cursor + 1) {
            cursor = seq;
            state.put(message);
        } else if (seq > cursor) {
            gaps++;
        } else if (state.knows(message)) {
            doubled++;
        } else {
            outOfOrder++;
        }
    }

    /** Ends the replay. @return whether the client must read further pages */
    boolean synced(JsonObject synced) {
        replaying = false;
        cursor = Math.max(cursor, Json.number(synced, "to"));
        paging = synced.getBoolean("more", false);
        return paging;
    }

    /** Applies a page of history. @return whether the client must read further pages */
    boolean page(JsonObject page) {
        page.getJsonArray("messages").getValuesAs(JsonObject.class).forEach(state::put);
        cursor = Math.max(cursor, Json.number(page, "to"));
        paging = page.getBoolean("more") || cursor < highestLive;
        return paging;
    }

    /** {@return the cursor: the sequence number up to which the replica is complete} */
    long cursor() {
        return cursor;
    }

    /** {@return the sequence number above which the replica has all messages} */
    long start() {
        return start;
    }

    /** {@return the entry of the room in {@code hello}} */
    JsonObject helloEntry(long room) {
        return epoch == null
                ? Json.of("room", room, "since", cursor)
                : Json.of("room", room, "epoch", epoch, "since", cursor);
    }

    /** {@return the id of a random message of the replica, 0 if it has none} */
    long anyId(Random random) {
        return state.anyId(random);
    }

    /** {@return the messages of the replica} */
    RoomState state() {
        return state;
    }

    /** {@return the violations: duplicates on one socket, wrong order, gaps} */
    ProofSummary faults() {
        return new ProofSummary(0, 0, 0, 0, doubled, outOfOrder, gaps);
    }
}
