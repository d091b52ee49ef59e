package org.chatboard.proof;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chatboard.testing.Json;

/**
 * Records what one account is shown of rooms, and counts what it is shown while it is no member. The account is no member of any of the
 * rooms before it is added or joins. Not thread-safe: the client guards it.
 */
final class ShownLines {
    private static final Set<String> JOINING = Set.of("added", "joined");
    private static final Set<String> LEAVING = Set.of("removed", "left");

    private final Set<Long> held; // rooms of which the client was told that the account is a member
    private final Map<Long, List<Shown>> shown = new HashMap<>();
    private long notHeld;

    /**
     * A frame that shows the room up to a sequence number.
     *
     * @param seq sequence number of the line or the change; in an entry of the list, or a page, the last one
     * @param at when it came
     */
    private record Shown(long seq, Instant at) {}

    /**
     * A change of the account's membership.
     *
     * @param member whether the account is a member from this line on
     * @param at the time of the line, which is before its commit
     */
    private record Change(boolean member, Instant at) {}

    /** Creates the record of a client that holds these rooms. */
    ShownLines(Collection<Long> held) {
        this.held = new HashSet<>(held);
    }

    /**
     * Records a frame. One of a room that the client does not hold is counted, unless it names the room to the client, or answers a request.
     *
     * @return whether the client may apply the frame
     */
    boolean record(JsonObject frame, Instant at) {
        String type = frame.getString("type");
        if (type.equals("welcome")) {
            frame.getJsonArray("rooms").getValuesAs(JsonObject.class).forEach(room -> entered(room, at));
            return true;
        }
        if (!(frame.get("room") instanceof JsonNumber room) || type.equals("error") || type.equals("gone")) {
            return true;
        }
        if (type.equals("room")) {
            entered(frame, at);
            return true;
        }
        switch (type) {
            case "message", "change" -> add(room.longValue(), Json.number(frame, "seq"), at);
            case "page" -> add(room.longValue(), Json.number(frame, "to"), at);
            default -> {} // the others show no line
        }
        boolean isHeld = held.contains(room.longValue());
        notHeld += isHeld || type.equals("page") ? 0 : 1;
        return isHeld;
    }

    private void entered(JsonObject room, Instant at) {
        long id = Json.number(room, "room");
        held.add(id);
        add(id, Json.number(room, "seq"), at);
    }

    private void add(long room, long seq, Instant at) {
        shown.computeIfAbsent(room, id -> new ArrayList<>()).add(new Shown(seq, at));
    }

    /** Records that the account was told to be no member of a room. */
    void leave(long room) {
        held.remove(room);
    }

    /** {@return the number of frames of rooms that the client did not hold, such as those after {@code gone}} */
    long notHeld() {
        return notHeld;
    }

    /**
     * Counts the frames that show a line from the time between two memberships. A room is sent to those who are members at the moment of
     * sending, so a line that waits for its delivery while the account is added may be shown, but not before the account is added. The lines
     * of the room tell when that was; server and client have the same clock.
     *
     * @param lines all lines of the room
     */
    long toNoMember(long account, long room, Iterable<JsonObject> lines) {
        TreeMap<Long, Change> changes = new TreeMap<>();
        lines.forEach(line -> {
            String kind =
                    line.containsKey("event") ? line.getJsonObject("event").getString("kind") : "";
            if ((JOINING.contains(kind) || LEAVING.contains(kind)) && subject(line) == account) {
                Instant at = Instant.parse(line.getString("sentAt"));
                changes.put(Json.number(line, "seq"), new Change(JOINING.contains(kind), at));
            }
        });
        return shown.getOrDefault(room, List.of()).stream()
                .filter(one -> !mayBeShown(one, changes))
                .count();
    }

    private static boolean mayBeShown(Shown one, TreeMap<Long, Change> changes) {
        Map.Entry<Long, Change> last = changes.floorEntry(one.seq());
        if (last != null && last.getValue().member()) {
            return true;
        }
        Map.Entry<Long, Change> next = changes.higherEntry(one.seq());
        return next != null && !one.at().isBefore(next.getValue().at());
    }

    private static long subject(JsonObject line) {
        JsonObject event = line.getJsonObject("event");
        return Json.number(
                event.containsKey("subject") ? event.getJsonObject("subject") : line.getJsonObject("sender"), "id");
    }
}
