package org.chatboard.proof;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.Json;

/** What a reader was told of a room, in the order of its numbers, and what went wrong with that. Guarded by its reader. */
final class RoomLog {
    private final List<Long> ids = new ArrayList<>();
    private String epoch;
    private long upTo; // on this socket
    private long announced;
    private boolean paging;
    private long doubled;
    private long outOfOrder;
    private long holes;

    /** The reader is back, and says up to where it holds the room. */
    void onNewSocket() {
        upTo = ids.size();
        announced = 0;
        paging = false;
    }

    /** {@code welcome} or {@code room} tells of the room; another epoch would mean that it is another. */
    void told(String now) {
        holes += epoch == null || epoch.equals(now) ? 0 : 1;
        epoch = now;
    }

    /** What the server holds is not what it told of before, though nobody restored a backup. */
    void wasReset() {
        holes++;
    }

    /** A message came by itself. While the rest is paged on for, live ones wait as a number. */
    void message(JsonObject message) {
        if (paging) {
            announced = Math.max(announced, Json.number(message, "seq"));
        } else {
            apply(message);
        }
    }

    /** The replay ended. @return whether there is more to ask for */
    boolean synced(JsonObject synced) {
        paging = synced.getBoolean("more", false);
        return paging;
    }

    /** A page of the rest. @return whether there is more to ask for */
    boolean page(JsonObject page) {
        page.getJsonArray("messages").getValuesAs(JsonObject.class).forEach(this::apply);
        paging = page.getBoolean("more") || upTo < announced;
        return paging;
    }

    private void apply(JsonObject message) {
        long seq = Json.number(message, "seq");
        long id = Json.number(message, "id");
        if (seq == upTo + 1) {
            upTo = seq;
            ids.add(id);
        } else if (seq > upTo) {
            holes++;
        } else if (ids.get((int) seq - 1) == id) {
            doubled++;
        } else {
            outOfOrder++;
        }
    }

    /** Number up to which the reader holds the room. */
    long held() {
        return ids.size();
    }

    /** How {@code hello} names the room. */
    JsonObject hello(long room) {
        return epoch == null
                ? Json.of("room", room, "since", held())
                : Json.of("room", room, "epoch", epoch, "since", held());
    }

    /** Ids of the messages, the one of number 1 first. */
    List<Long> ids() {
        return List.copyOf(ids);
    }

    /** Messages that came twice by one socket, came after a later one, or were passed over. */
    Tally faults() {
        return new Tally(0, 0, 0, 0, doubled, outOfOrder, holes);
    }
}
