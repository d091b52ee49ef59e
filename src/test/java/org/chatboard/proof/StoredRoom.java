package org.chatboard.proof;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/**
 * The stored state of a room, read page by page by REST.
 *
 * @param messages messages by sequence number
 * @param last last sequence number of the room
 * @param places sequence numbers by idempotency key; a key with more than one is a fault
 */
record StoredRoom(SortedMap<Long, JsonObject> messages, long last, Map<String, Set<Long>> places) {
    /** Reads a room as each of its members, since the server shows an idempotency key only to its sender. */
    static StoredRoom read(long room, List<Member> members) {
        RoomState state = new RoomState();
        Map<String, Set<Long>> places = new HashMap<>();
        long last = 0;
        for (Member member : members) {
            JsonObject page;
            long after = 0;
            do {
                page = member.rest()
                        .get("/api/rooms/" + room + "/messages?limit=200&after=" + after)
                        .json();
                for (JsonObject message : page.getJsonArray("messages").getValuesAs(JsonObject.class)) {
                    state.put(message);
                    if (message.containsKey("cid")) {
                        places.computeIfAbsent(message.getString("cid"), cid -> new TreeSet<>())
                                .add(Json.number(message, "seq"));
                    }
                }
                after = Json.number(page, "to");
            } while (page.getBoolean("more"));
            last = after;
        }
        return new StoredRoom(state.messages(), last, places);
    }

    /** Compares the stored rooms with the acknowledged requests and with the replicas of all clients. */
    static ProofSummary compare(Map<Long, StoredRoom> rooms, List<ResumingClient> people) {
        ProofSummary all = ProofSummary.NOTHING;
        for (Map.Entry<Long, StoredRoom> room : rooms.entrySet()) {
            ExpectedRoom expected = ExpectedRoom.of(room.getKey(), people);
            all = all.and(room.getValue().compareWith(expected));
        }
        for (ResumingClient person : people) {
            all = all.and(compareRequests(rooms, person.requests()));
            for (Map.Entry<Long, RoomReplica> replica : person.rooms().entrySet()) {
                all = all.and(replica.getValue().faults())
                        .and(rooms.get(replica.getKey()).compareReplica(replica.getValue()));
            }
        }
        return all;
    }

    /** {@return the number of lines that tell of a change of the room} */
    long events() {
        return messages.values().stream()
                .filter(message -> message.containsKey("event"))
                .count();
    }

    private ProofSummary compareWith(ExpectedRoom expected) {
        long doubled = places.values().stream().mapToLong(at -> at.size() - 1).sum();
        long numbers = messages.size() + expected.changes();
        return new ProofSummary(
                0, 0, numbers, expected.missingIn(messages.values()), doubled, 0, Math.abs(last - numbers));
    }

    private static ProofSummary compareRequests(Map<Long, StoredRoom> rooms, RequestLog requests) {
        Map<String, RequestLog.Acked> acknowledged = requests.acknowledged();
        Set<String> rejected = requests.rejected();
        long lost = acknowledged.entrySet().stream()
                .filter(ack -> !requests.isChange(ack.getKey()))
                .filter(ack -> !rooms.get(ack.getValue().room()).has(ack.getKey(), ack.getValue()))
                .count();
        Map<Long, Long> last = new HashMap<>();
        long outOfOrder = 0;
        for (String cid : new ArrayList<>(requests.sent().keySet())) {
            RequestLog.Acked ack = acknowledged.get(cid);
            if (ack != null && !rejected.contains(cid)) {
                Long before = last.put(ack.room(), ack.seq());
                outOfOrder += before != null && before > ack.seq() ? 1 : 0;
            }
        }
        return new ProofSummary(
                requests.sent().size(), requests.acks(), 0, lost, requests.contradictions(), outOfOrder, 0);
    }

    private boolean has(String cid, RequestLog.Acked ack) {
        JsonObject message = messages.get(ack.seq());
        return places.getOrDefault(cid, Set.of()).contains(ack.seq())
                && message != null
                && Json.number(message, "id") == ack.id();
    }

    /** Compares a replica with the stored messages. */
    private ProofSummary compareReplica(RoomReplica replica) {
        SortedMap<Long, JsonObject> seen = replica.state().messages();
        long lost = seen.entrySet().stream()
                .filter(message -> !message.getValue().equals(messages.get(message.getKey())))
                .count();
        long gaps = messages.tailMap(replica.start() + 1).keySet().stream()
                .filter(seq -> !seen.containsKey(seq))
                .count();
        return new ProofSummary(0, 0, 0, lost, 0, 0, gaps);
    }
}
