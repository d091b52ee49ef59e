package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.chatboard.testing.Board;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** {@code kill -9} while people write, again and again. More rounds with {@code -Dchatboard.kill.rounds=20}. */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("chatboard.kill.rounds", 5);
    private static final int FEWEST_ACKS = 100;
    private static final int MOST_ACKS = 1_500;
    private static final String ROW = "%5s %8s %13s %8s %16s %6s %8s %6s%n";

    private final Random random = new Random();
    private List<Member> people;
    private List<Long> rooms;

    /** What was sent in all rounds so far, a set of acknowledged cids a sender. */
    private final Map<Long, Set<String>> acknowledged = new TreeMap<>();

    private final Map<Long, Set<String>> sent = new TreeMap<>();

    /** Messages of a room as the server tells of them after the kill: number and, by who asks, cid. */
    private record Stored(List<Long> seqs, Map<Long, List<String>> cids) {
        long doubled() {
            return cids.values().stream()
                    .mapToLong(list -> list.size() - new HashSet<>(list).size())
                    .sum();
        }

        long holes() {
            return seqs.equals(LongStream.rangeClosed(1, seqs.size()).boxed().toList()) ? 0 : 1;
        }
    }

    @Test
    void losesNothingThatWasAcknowledgedAndDoublesNothing() throws SQLException {
        System.out.printf(
                ROW, "round", "sent", "acknowledged", "stored", "of that repeated", "lost", "doubled", "holes");
        try (Board board = Board.start(Map.of())) {
            people = List.of(board.somebody(), board.somebody(), board.somebody(), board.somebody());
            rooms = List.of(open(people.get(0), people.get(1)), open(people.get(2), people.get(3)));
            people.forEach(person -> {
                acknowledged.put(person.id(), new HashSet<>());
                sent.put(person.id(), new HashSet<>());
            });
            for (int round = 1; round <= ROUNDS; round++) {
                round(board, round);
            }
            board.server().stop();
            assertThat(ordinalHoles(board)).isZero();
        }
    }

    private static long open(Member one, Member other) {
        SocketClient socket = one.socket();
        long room = Json.number(socket.awaitAck(socket.postTo(other.id(), "first")), "room");
        socket.close();
        return room;
    }

    private void round(Board board, int round) {
        List<KillLoad> loads = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            loads.add(new KillLoad(people.get(i), rooms.get(i / 2)));
        }
        int enough = FEWEST_ACKS + random.nextInt(MOST_ACKS - FEWEST_ACKS);
        loads.get(random.nextInt(loads.size())).awaitAcks(enough / people.size());
        board.server().kill();
        loads.forEach(KillLoad::end);
        loads.forEach(load -> acknowledged.get(load.sender().id()).addAll(load.acknowledged()));
        loads.forEach(load -> sent.get(load.sender().id()).addAll(load.sent()));

        board.startAgain();
        people = people.stream().map(person -> person.at(board.url())).toList(); // with the cookie from before
        List<Stored> before = stored();
        loads.forEach(load -> {
            Set<String> open = new HashSet<>(load.sent());
            open.removeAll(load.acknowledged());
            KillLoad.repeat(memberOf(load), load.room(), open);
        });
        List<Stored> after = stored();
        report(round, before, after, loads);
        loads.forEach(load -> assertReceived(load, after));
    }

    private Member memberOf(KillLoad load) {
        return people.stream()
                .filter(person -> person.id() == load.sender().id())
                .findFirst()
                .orElseThrow();
    }

    private void report(int round, List<Stored> before, List<Stored> after, List<KillLoad> loads) {
        long lost = acknowledged.entrySet().stream()
                .mapToLong(entry -> entry.getValue().stream()
                        .filter(cid -> before.stream().noneMatch(room -> has(room, entry.getKey(), cid)))
                        .count())
                .sum();
        long missing = sent.entrySet().stream()
                .mapToLong(entry -> entry.getValue().stream()
                        .filter(cid -> after.stream().noneMatch(room -> has(room, entry.getKey(), cid)))
                        .count())
                .sum();
        long doubled = after.stream().mapToLong(Stored::doubled).sum();
        long holes = before.stream().mapToLong(Stored::holes).sum()
                + after.stream().mapToLong(Stored::holes).sum();
        long allSent = sent.values().stream().mapToLong(Set::size).sum();
        long allAcknowledged =
                acknowledged.values().stream().mapToLong(Set::size).sum();
        long allStored = after.stream().mapToLong(room -> room.seqs().size()).sum() - rooms.size();
        System.out.printf(
                ROW, round, allSent, allAcknowledged, allStored, allSent - allAcknowledged, lost, doubled, holes);
        assertThat(List.of(lost, doubled, holes, missing))
                .as("lost, doubled, holes, missing")
                .containsOnly(0L);
        assertThat(allStored).isEqualTo(allSent);
        assertThat(loads).allMatch(load -> !load.acknowledged().isEmpty());
        // what was repeated is acknowledged now
        sent.forEach((person, cids) -> acknowledged.get(person).addAll(cids));
    }

    private static boolean has(Stored room, long person, String cid) {
        return room.cids().getOrDefault(person, List.of()).contains(cid);
    }

    /** Whatever a receiver was told of before the kill is there after it, under the same number and id. */
    private void assertReceived(KillLoad load, List<Stored> after) {
        int room = rooms.indexOf(load.room());
        List<Long> seen = load.seen();
        assertThat(seen).isSorted().doesNotHaveDuplicates();
        assertThat(after.get(room).seqs()).containsAll(seen);
    }

    private List<Stored> stored() {
        List<Stored> all = new ArrayList<>();
        for (int i = 0; i < rooms.size(); i++) {
            List<Long> seqs = null;
            Map<Long, List<String>> cids = new TreeMap<>();
            for (Member reader : people.subList(2 * i, 2 * i + 2)) {
                List<JsonObject> messages = messages(reader, rooms.get(i));
                seqs = messages.stream()
                        .map(message -> Json.number(message, "seq"))
                        .toList();
                cids.put(
                        reader.id(),
                        messages.stream()
                                .filter(message -> message.containsKey("cid"))
                                .map(message -> message.getString("cid"))
                                .toList());
            }
            all.add(new Stored(seqs, cids));
        }
        return all;
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

    private static long ordinalHoles(Board board) throws SQLException {
        String url = "jdbc:derby:" + board.data().resolve("db");
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rooms = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT r.message_count, r.last_seq, COUNT(m.ordinal), MIN(m.ordinal), MAX(m.ordinal)"
                                        + " FROM room r JOIN message m ON m.room_id = r.id GROUP BY r.id, r.message_count, r.last_seq")) {
            long holes = 0;
            while (rooms.next()) {
                long count = rooms.getLong(1);
                boolean whole = rooms.getLong(2) == count
                        && rooms.getLong(3) == count
                        && rooms.getLong(4) == 1
                        && rooms.getLong(5) == count;
                holes += whole ? 0 : 1;
            }
            return holes;
        } finally {
            shutDown(url);
        }
    }

    private static void shutDown(String url) {
        try {
            DriverManager.getConnection(url + ";shutdown=true").close();
        } catch (SQLException e) { // that is how Derby says that it is done
            assertThat(e.getSQLState()).isEqualTo("08006");
        }
    }
}
