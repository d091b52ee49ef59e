package org.chatboard.proof;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chatboard.testing.Json;

/** What a reader was told of a room, as the protocol has him take it in, and what went wrong with that. Guarded by its reader. */
final class RoomReplica {
    private final RoomState state = new RoomState();
    private final Set<List<JsonValue>> replayed = new HashSet<>();
    private String epoch;
    private long held;
    private boolean replaying;
    private long announced;
    private boolean paging;
    private long doubled;
    private long outOfOrder;
    private long gaps;

    /** The reader is back, and says up to where it holds the room. */
    void onNewSocket() {
        replaying = true;
        replayed.clear();
        announced = 0;
        paging = false;
    }

    /** {@code welcome} or {@code room} tells of the room; another epoch would mean that it is another. */
    void told(String now) {
        gaps += epoch == null || epoch.equals(now) ? 0 : 1;
        epoch = now;
    }

    /** What the server holds is not what it told of before, though nobody restored a backup. */
    void wasReset() {
        gaps++;
    }

    /** A message came by itself. While the rest is paged on for, live ones wait as a number. */
    void message(JsonObject message) {
        long seq = Json.number(message, "seq");
        if (paging) {
            announced = Math.max(announced, seq);
        } else if (replaying) {
            replay(seq, message);
        } else {
            live(seq, message);
        }
    }

    /** A change of a message came by itself. */
    void change(JsonObject change) {
        long seq = Json.number(change, "seq");
        if (paging) {
            announced = Math.max(announced, seq);
        } else if (replaying) {
            outOfOrder++; // it is to wait for the end of the replay
        } else {
            live(seq, change.getJsonObject("state"));
        }
    }

    /** States, not steps: each once as it is, whatever its number; up to the highest number of a message nothing is missing. */
    private void replay(long seq, JsonObject message) {
        boolean news = replayed.add(List.of(message.get("id"), message.getOrDefault("changeSeq", message.get("seq"))));
        doubled += news ? 0 : 1;
        state.put(message);
        held = Math.max(held, seq);
    }

    private void live(long seq, JsonObject message) {
        if (seq == held + 1) {
            held = seq;
            state.put(message);
        } else if (seq > held) {
            gaps++;
        } else if (state.knows(message)) {
            doubled++;
        } else {
            outOfOrder++;
        }
    }

    /** The replay ended. @return whether there is more to ask for */
    boolean synced(JsonObject synced) {
        replaying = false;
        held = Math.max(held, Json.number(synced, "to"));
        paging = synced.getBoolean("more", false);
        return paging;
    }

    /** A page of the rest. @return whether there is more to ask for */
    boolean page(JsonObject page) {
        page.getJsonArray("messages").getValuesAs(JsonObject.class).forEach(state::put);
        held = Math.max(held, Json.number(page, "to"));
        paging = page.getBoolean("more") || held < announced;
        return paging;
    }

    /** Number up to which the reader holds the room. */
    long held() {
        return held;
    }

    /** How {@code hello} names the room. */
    JsonObject hello(long room) {
        return epoch == null
                ? Json.of("room", room, "since", held)
                : Json.of("room", room, "epoch", epoch, "since", held);
    }

    /** Id of any message that he knows, 0 where he knows none. */
    long anyId(Random random) {
        return state.anyId(random);
    }

    /** The messages as he has them. */
    RoomState state() {
        return state;
    }

    /** What came twice by one socket, came after a later one, or was passed over. */
    ProofSummary faults() {
        return new ProofSummary(0, 0, 0, 0, doubled, outOfOrder, gaps);
    }
}
