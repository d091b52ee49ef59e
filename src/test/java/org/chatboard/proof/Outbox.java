package org.chatboard.proof;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.chatboard.testing.Json;

/** What somebody sent, and what was acknowledged of it. Guarded by its sender. */
final class Outbox {
    /**
     * What an {@code ack} says.
     *
     * @param room id of the room
     * @param id the message's
     * @param seq the message's number
     */
    record Acked(long room, long id, long seq) {}

    private final String prefix = UUID.randomUUID().toString().substring(0, 13);
    private final Random random = new Random();
    private final List<String> sent = new ArrayList<>();
    private final Map<String, Long> open = new LinkedHashMap<>();
    private final Map<String, Acked> acknowledged = new HashMap<>();
    private final List<String> ackedCids = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private long acksLost;
    private long contradictions;

    /** A new message. */
    JsonObject write(long room) {
        String cid = prefix + "-" + sent.size();
        sent.add(cid);
        open.put(cid, room);
        return frame(room, cid, "message " + sent.size());
    }

    /** All that was not acknowledged, in the order in which it was sent at first. */
    List<JsonObject> repeats() {
        List<JsonObject> frames = new ArrayList<>();
        open.forEach((cid, room) -> frames.add(frame(room, cid, "repeated")));
        return frames;
    }

    /** Something that was acknowledged before, maybe long ago, with another text; null where there is nothing. */
    JsonObject oldOne() {
        if (ackedCids.isEmpty()) {
            return null;
        }
        String cid = ackedCids.get(random.nextInt(ackedCids.size()));
        return frame(acknowledged.get(cid).room(), cid, "another text");
    }

    private static JsonObject frame(long room, String cid, String text) {
        return Json.of("type", "send", "room", room, "cid", cid, "message", text);
    }

    /** An {@code ack} came; whatever is acknowledged twice must be the same message. */
    void acked(JsonObject ack) {
        String cid = ack.getString("cid");
        boolean duplicate = ack.getBoolean("duplicate", false);
        Acked now = new Acked(Json.number(ack, "room"), Json.number(ack, "id"), Json.number(ack, "seq"));
        Acked before = acknowledged.putIfAbsent(cid, now);
        if (before == null) {
            acksLost += duplicate ? 1 : 0;
            ackedCids.add(cid);
            open.remove(cid);
        } else if (!before.equals(now)) {
            contradictions++;
        }
    }

    /** An {@code error} came: it is not stored, and is repeated. */
    void refused(String cid) {
        refused.add(cid);
    }

    /** How many messages are not acknowledged. */
    int open() {
        return open.size();
    }

    /** How many are. */
    int acks() {
        return ackedCids.size();
    }

    /** All cids, in order. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    /** What was acknowledged, by cid. */
    Map<String, Acked> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Cids that an {@code error} named at least once; they may be stored after later ones. */
    Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** Messages that were stored and whose first {@code ack} came only for a repeat. */
    long acksLost() {
        return acksLost;
    }

    /** Repeats that were acknowledged as another message than before. */
    long contradictions() {
        return contradictions;
    }
}
