package org.chatboard.proof;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/**
 * What the server has of a room, read page by page over REST.
 *
 * @param seqs numbers of the messages, in the order of the pages
 * @param ids their ids
 * @param places numbers under which a cid is stored: one, if all is well
 */
record Stored(List<Long> seqs, List<Long> ids, Map<String, List<Long>> places) {
    /** Reads a room as each of its members, since a cid is shown to its sender alone. */
    static Stored read(long room, List<Member> members) {
        List<Long> seqs = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        Map<String, List<Long>> places = new HashMap<>();
        for (Member member : members) {
            seqs.clear();
            ids.clear();
            for (JsonObject message : messages(member, room)) {
                long seq = Json.number(message, "seq");
                seqs.add(seq);
                ids.add(Json.number(message, "id"));
                if (message.containsKey("cid")) {
                    places.computeIfAbsent(message.getString("cid"), cid -> new ArrayList<>())
                            .add(seq);
                }
            }
        }
        return new Stored(seqs, ids, places);
    }

    private static List<JsonObject> messages(Member reader, long room) {
        List<JsonObject> messages = new ArrayList<>();
        JsonObject page;
        long after = 0;
        do {
            page = reader.rest()
                    .get("/api/rooms/" + room + "/messages?limit=200&after=" + after)
                    .json();
            messages.addAll(page.getJsonArray("messages").getValuesAs(JsonObject.class));
            after = Json.number(page, "to");
        } while (page.getBoolean("more"));
        return messages;
    }

    /** Compares what people were told with what is stored. */
    static Tally judge(Map<Long, Stored> rooms, List<Correspondent> people) {
        Tally all = rooms.values().stream().map(Stored::itself).reduce(Tally.NOTHING, Tally::and);
        for (Correspondent person : people) {
            all = all.and(ofSender(rooms, person.outbox()));
            for (Map.Entry<Long, RoomLog> told : person.rooms().entrySet()) {
                all = all.and(told.getValue().faults())
                        .and(rooms.get(told.getKey()).ofReader(told.getValue().ids()));
            }
        }
        return all;
    }

    private Tally itself() {
        long doubled = places.values().stream().mapToLong(at -> at.size() - 1).sum();
        long outOfOrder = 0;
        long holes = 0;
        long last = 0;
        for (long seq : seqs) {
            outOfOrder += seq <= last ? 1 : 0;
            holes += Math.max(0, seq - last - 1);
            last = seq;
        }
        return new Tally(0, 0, seqs.size(), 0, doubled, outOfOrder, holes);
    }

    private static Tally ofSender(Map<Long, Stored> rooms, Outbox outbox) {
        Map<String, Outbox.Acked> acknowledged = outbox.acknowledged();
        Set<String> refused = outbox.refused();
        long lost = acknowledged.entrySet().stream()
                .filter(ack -> !rooms.get(ack.getValue().room()).has(ack.getKey(), ack.getValue()))
                .count();
        Map<Long, Long> last = new HashMap<>();
        long outOfOrder = 0;
        for (String cid : outbox.sent()) {
            Outbox.Acked ack = acknowledged.get(cid);
            if (ack != null && !refused.contains(cid)) {
                Long before = last.put(ack.room(), ack.seq());
                outOfOrder += before != null && before > ack.seq() ? 1 : 0;
            }
        }
        return new Tally(outbox.sent().size(), outbox.acks(), 0, lost, outbox.contradictions(), outOfOrder, 0);
    }

    private boolean has(String cid, Outbox.Acked ack) {
        return places.getOrDefault(cid, List.of()).contains(ack.seq()) && isAt(ack.seq(), ack.id());
    }

    private boolean isAt(long seq, long id) {
        int index = (int) seq - 1; // where there is no hole; else everything behind it is not where it should be
        return index < ids.size() && seqs.get(index) == seq && ids.get(index) == id;
    }

    private Tally ofReader(List<Long> seen) {
        long lost = 0;
        for (int i = 0; i < seen.size(); i++) {
            lost += isAt(i + 1L, seen.get(i)) ? 0 : 1;
        }
        return new Tally(0, 0, 0, lost, 0, 0, Math.max(0, ids.size() - seen.size()));
    }
}
