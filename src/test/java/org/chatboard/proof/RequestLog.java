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

/** What somebody sent, messages and changes, and what was acknowledged of it. Guarded by its sender. */
final class RequestLog {
    /**
     * What an {@code ack} says.
     *
     * @param room id of the room
     * @param id the message's
     * @param seq the number that the request took
     */
    record Acked(long room, long id, long seq) {}

    private static final List<String> EMOJI = List.of("\uD83D\uDC4D", "\u2764\uFE0F", "\uD83D\uDE00");
    private static final String ANY = EMOJI.get(0);

    private final String prefix = UUID.randomUUID().toString().substring(0, 13);
    private final Random random = new Random();
    private final Map<String, JsonObject> sent = new LinkedHashMap<>();
    private final Map<String, JsonObject> open = new LinkedHashMap<>();
    private final Map<String, Acked> acknowledged = new HashMap<>();
    private final List<String> ackedCids = new ArrayList<>();
    private final List<Acked> ownMessages = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private long made;
    private long acksLost;
    private long contradictions;

    /** A new message. @param replyTo id of the message that it answers, 0 for none */
    JsonObject write(long room, long replyTo) {
        String text = "message " + made;
        return replyTo == 0
                ? request("type", "send", "room", room, "message", text)
                : request("type", "send", "room", room, "message", text, "replyTo", replyTo);
    }

    /** A new change: of an own message, or a reaction to any. @param any id of a message of the room */
    JsonObject change(long room, long any) {
        Acked own = ownMessages.isEmpty() ? null : ownMessages.get(random.nextInt(ownMessages.size()));
        int kind = random.nextInt(10);
        if (own == null || kind < 5) {
            String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
            return request("type", "react", "room", room, "id", any, "emoji", emoji, "on", random.nextInt(3) > 0);
        }
        return kind < 9
                ? request("type", "edit", "room", own.room(), "id", own.id(), "message", "edit " + made)
                : request("type", "delete", "room", own.room(), "id", own.id());
    }

    private JsonObject request(Object... fields) {
        String cid = prefix + "-" + made++;
        List<Object> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("cid", cid));
        JsonObject frame = Json.of(all.toArray());
        sent.put(cid, frame);
        open.put(cid, frame);
        return frame;
    }

    /** All that was not acknowledged, in the order in which it was sent at first. */
    List<JsonObject> repeats() {
        return List.copyOf(open.values());
    }

    /** The cid of what was acknowledged before, maybe long ago, for something else; null where there is nothing. */
    JsonObject oldOne() {
        if (ackedCids.isEmpty()) {
            return null;
        }
        String cid = ackedCids.get(random.nextInt(ackedCids.size()));
        String type = List.of("send", "edit", "delete", "react").get(random.nextInt(4));
        Acked known = acknowledged.get(cid);
        return Json.of(
                "type",
                type,
                "room",
                known.room(),
                "cid",
                cid,
                "id",
                known.id(),
                "message",
                "another text",
                "emoji",
                ANY,
                "on",
                true);
    }

    /** An {@code ack} came; whatever is acknowledged twice must be the same. */
    void acked(JsonObject ack) {
        String cid = ack.getString("cid");
        boolean duplicate = ack.getBoolean("duplicate", false);
        Acked now = new Acked(Json.number(ack, "room"), Json.number(ack, "id"), Json.number(ack, "seq"));
        Acked before = acknowledged.putIfAbsent(cid, now);
        if (before == null) {
            acksLost += duplicate ? 1 : 0;
            ackedCids.add(cid);
            open.remove(cid);
            if (!isChange(cid)) {
                ownMessages.add(now);
            }
        } else if (!before.equals(now)) {
            contradictions++;
        }
    }

    /** An {@code error} came: it is not stored, and is repeated. */
    void refused(String cid) {
        refused.add(cid);
    }

    /** An {@code error} came that no repeat would change: the message was deleted before. */
    void givenUp(String cid) {
        open.remove(cid);
        sent.remove(cid);
    }

    /** Whether this cid is a change's and not a message's. */
    boolean isChange(String cid) {
        return !sent.get(cid).getString("type").equals("send");
    }

    /** How many requests are not acknowledged. */
    int open() {
        return open.size();
    }

    /** How many are. */
    int acks() {
        return ackedCids.size();
    }

    /** All frames by their cids, in order. */
    Map<String, JsonObject> sent() {
        return sent;
    }

    /** What was acknowledged, by cid. */
    Map<String, Acked> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Cids that an {@code error} named at least once; they may be stored after later ones. */
    Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** Requests that were stored and whose first {@code ack} came only for a repeat. */
    long acksLost() {
        return acksLost;
    }

    /** Repeats that were acknowledged as something else than before. */
    long contradictions() {
        return contradictions;
    }
}
