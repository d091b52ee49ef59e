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
 * What the server has of a room, read page by page over REST.
 *
 * @param messages its messages, by number
 * @param last the room's last number
 * @param places numbers under which a cid of a message is stored: one, if all is well
 */
record StoredRoom(SortedMap<Long, JsonObject> messages, long last, Map<String, Set<Long>> places) {
    /** Reads a room as each of its members, since a cid is shown to its sender alone. */
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

    /** Compares what people were told, and what they were told is stored, with what is stored. */
    static ProofSummary judge(Map<Long, StoredRoom> rooms, List<ResumingClient> people) {
        ProofSummary all = ProofSummary.NOTHING;
        for (Map.Entry<Long, StoredRoom> room : rooms.entrySet()) {
            ExpectedRoom expected = ExpectedRoom.of(room.getKey(), people);
            all = all.and(room.getValue().itself(expected));
        }
        for (ResumingClient person : people) {
            all = all.and(ofSender(rooms, person.requests()));
            for (Map.Entry<Long, RoomReplica> told : person.rooms().entrySet()) {
                all = all.and(told.getValue().faults())
                        .and(rooms.get(told.getKey())
                                .ofReader(told.getValue().state().messages()));
            }
        }
        return all;
    }

    private ProofSummary itself(ExpectedRoom expected) {
        long doubled = places.values().stream().mapToLong(at -> at.size() - 1).sum();
        long numbers = messages.size() + expected.changes();
        return new ProofSummary(
                0, 0, numbers, expected.missingIn(messages.values()), doubled, 0, Math.abs(last - numbers));
    }

    private static ProofSummary ofSender(Map<Long, StoredRoom> rooms, RequestLog requests) {
        Map<String, RequestLog.Acked> acknowledged = requests.acknowledged();
        Set<String> refused = requests.refused();
        long lost = acknowledged.entrySet().stream()
                .filter(ack -> !requests.isChange(ack.getKey()))
                .filter(ack -> !rooms.get(ack.getValue().room()).has(ack.getKey(), ack.getValue()))
                .count();
        Map<Long, Long> last = new HashMap<>();
        long outOfOrder = 0;
        for (String cid : new ArrayList<>(requests.sent().keySet())) {
            RequestLog.Acked ack = acknowledged.get(cid);
            if (ack != null && !refused.contains(cid)) {
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

    /** A reader holds what is stored, each message as it is. */
    private ProofSummary ofReader(SortedMap<Long, JsonObject> seen) {
        long lost = seen.entrySet().stream()
                .filter(message -> !message.getValue().equals(messages.get(message.getKey())))
                .count();
        long gaps =
                messages.keySet().stream().filter(seq -> !seen.containsKey(seq)).count();
        return new ProofSummary(0, 0, 0, lost, 0, 0, gaps);
    }
}
