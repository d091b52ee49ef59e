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

/** The requests of one client and their acknowledgements. Not thread-safe: the client guards it. */
final class RequestLog {
    /**
     * The content of an {@code ack}.
     *
     * @param room id of the room
     * @param id id of the message
     * @param seq sequence number of the request
     */
    record Acked(long room, long id, long seq) {}

    private static final List<String> EMOJI = List.of("\uD83D\uDC4D", "\u2764\uFE0F", "\uD83D\uDE00");
    private static final String ANY = EMOJI.get(0);
    private static final int DELETE_FILES_ONE_IN = 30;

    private final String prefix = UUID.randomUUID().toString().substring(0, 13);
    private final Random random = new Random();
    private final Map<String, JsonObject> sent = new LinkedHashMap<>();
    private final Map<String, JsonObject> open = new LinkedHashMap<>();
    private final Map<String, Acked> acknowledged = new HashMap<>();
    private final List<String> ackedCids = new ArrayList<>();
    private final List<Acked> ownMessages = new ArrayList<>();
    private final List<Acked> withFiles = new ArrayList<>();
    private final Set<String> rejected = new HashSet<>();
    private long created;
    private long acksLost;
    private long filesDeleted;
    private long contradictions;

    /**
     * Creates a {@code send} request.
     *
     * @param replyTo id of the message that it replies to, 0 for none
     * @param files that it carries
     */
    JsonObject write(long room, long replyTo, List<FileUploads.UploadedFile> files) {
        List<Object> fields = new ArrayList<>(List.of("type", "send", "room", room, "message", "message " + created));
        if (replyTo != 0) {
            fields.addAll(List.of("replyTo", replyTo));
        }
        if (!files.isEmpty()) {
            List<String> ids = files.stream().map(FileUploads.UploadedFile::id).toList();
            fields.addAll(List.of("files", ids));
        }
        return request(fields.toArray());
    }

    /**
     * Creates a random edit or deletion of an own message, or a reaction.
     *
     * @param any id of any message, which gets the reaction
     */
    JsonObject change(long room, long any) {
        if (withFiles.size() > 1 && random.nextInt(DELETE_FILES_ONE_IN) == 0) {
            Acked deleted = withFiles.remove(random.nextInt(withFiles.size()));
            filesDeleted++;
            return request("type", "delete", "room", deleted.room(), "id", deleted.id());
        }
        Acked own = ownMessages.isEmpty() ? null : ownMessages.get(random.nextInt(ownMessages.size()));
        int kind = random.nextInt(10);
        if (own == null || kind < 5) {
            String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
            return request("type", "react", "room", room, "id", any, "emoji", emoji, "on", random.nextInt(3) > 0);
        }
        return kind < 9
                ? request("type", "edit", "room", own.room(), "id", own.id(), "message", "edit " + created)
                : request("type", "delete", "room", own.room(), "id", own.id());
    }

    private JsonObject request(Object... fields) {
        String cid = prefix + "-" + created++;
        List<Object> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("cid", cid));
        JsonObject frame = Json.of(all.toArray());
        sent.put(cid, frame);
        open.put(cid, frame);
        return frame;
    }

    /** {@return all unacknowledged requests, in the order in which they were sent first} */
    List<JsonObject> unacknowledged() {
        return List.copyOf(open.values());
    }

    /**
     * {@return another request with the idempotency key of an acknowledged one, so that it must get the same ack; null if
     * there is none}
     */
    JsonObject reusedKey() {
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

    /** Records an {@code ack}. A second one of the same idempotency key must be equal to the first. */
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
                if (sent.get(cid).containsKey("files")) {
                    withFiles.add(now);
                }
            }
        } else if (!before.equals(now)) {
            contradictions++;
        }
    }

    /** Records an {@code error}: the request is not stored and must be retried. */
    void rejected(String cid) {
        rejected.add(cid);
    }

    /** Drops a request that no retry can store, since its message is deleted. */
    void drop(String cid) {
        open.remove(cid);
        sent.remove(cid);
    }

    /** {@return whether the request is a change of a message, not a new one} */
    boolean isChange(String cid) {
        return !sent.get(cid).getString("type").equals("send");
    }

    /** {@return the number of unacknowledged requests} */
    int inFlight() {
        return open.size();
    }

    /** {@return the number of acknowledged requests} */
    int acks() {
        return ackedCids.size();
    }

    /** {@return all requests by idempotency key, in the order of sending} */
    Map<String, JsonObject> sent() {
        return sent;
    }

    /** {@return the acks by idempotency key} */
    Map<String, Acked> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** {@return the keys that got an {@code error}; their requests may be stored after later ones, because they were retried} */
    Set<String> rejected() {
        return Set.copyOf(rejected);
    }

    /** {@return the number of requests whose first {@code ack} was lost, so that only a retry got one} */
    long acksLost() {
        return acksLost;
    }

    /** {@return the number of deletions of messages with files} */
    long filesDeleted() {
        return filesDeleted;
    }

    /** {@return the number of retries whose {@code ack} differed from the first} */
    long contradictions() {
        return contradictions;
    }
}
