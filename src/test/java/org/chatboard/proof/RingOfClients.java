package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.SocketClient;

/**
 * People in a ring, each of whom talks with both neighbours. Each has a socket that writes and reads and one that only reads, and each
 * socket a network of its own.
 */
final class RingOfClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Member> people;
    private final Map<Long, List<Member>> rooms = new TreeMap<>();
    private final List<FaultyProxy> networks = new ArrayList<>();
    private final List<ResumingClient> everybody = new ArrayList<>();
    private final int deadAfterMs;

    /** Gathers them; they read and do not write yet. */
    RingOfClients(ProxiedServer site, int size, int deadAfterMs) {
        this.deadAfterMs = deadAfterMs;
        people = IntStream.range(0, size)
                .mapToObj(i -> Member.signUp(site.url(), "person" + i))
                .toList();
        for (int i = 0; i < size; i++) {
            Member other = people.get((i + 1) % size);
            rooms.put(open(people.get(i), other), List.of(people.get(i), other));
        }
        for (Member person : people) {
            List<Long> own = rooms.keySet().stream()
                    .filter(room -> rooms.get(room).contains(person))
                    .toList();
            everybody.add(join(site, person, own, own));
            everybody.add(join(site, person, own, List.of()));
        }
    }

    private static long open(Member one, Member other) {
        try (SocketClient socket = one.socket()) {
            return Json.number(socket.awaitAck(socket.postTo(other.id(), "first")), "room");
        }
    }

    private ResumingClient join(ProxiedServer site, Member person, List<Long> reads, List<Long> writes) {
        FaultyProxy network = FaultyProxy.start(site.port());
        networks.add(network);
        return new ResumingClient(person.at(network.url()), reads, writes, deadAfterMs);
    }

    /** The networks, one a socket. */
    List<FaultyProxy> networks() {
        return networks;
    }

    /** They begin to write, and to change what was written, as fast as acks come. */
    void write() {
        writers().forEach(ResumingClient::alsoChange);
        writers().forEach(person -> person.write(true));
    }

    private Stream<ResumingClient> writers() {
        return IntStream.range(0, people.size()).mapToObj(i -> everybody.get(2 * i));
    }

    /** Waits until so many messages more were acknowledged. */
    void awaitAcks(int more) {
        long enough = acks() + more;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(acks())
                .as("acks of %s", everybody)
                .isGreaterThanOrEqualTo(enough));
    }

    /** How many messages were acknowledged. */
    long acks() {
        return everybody.stream().mapToLong(ResumingClient::acks).sum();
    }

    /** How many requests the server could not do; each is repeated. */
    long errors() {
        return everybody.stream().mapToLong(ResumingClient::errors).sum();
    }

    /** The same of whoever of the writers had the fewest. */
    long fewestErrors() {
        return writers().mapToLong(ResumingClient::errors).min().orElseThrow();
    }

    /** How many messages were stored while their {@code ack} got lost. */
    long acksLost() {
        return writers().mapToLong(person -> person.requests().acksLost()).sum();
    }

    /** How often somebody came back. */
    long returns() {
        return everybody.stream().mapToLong(ResumingClient::returns).sum();
    }

    /** How many rooms there are; each has one message that nobody here sent. */
    int rooms() {
        return rooms.size();
    }

    /** Lets them finish, and compares what they were told with what is stored. */
    ProofSummary settle() {
        writers().forEach(person -> person.write(false));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(everybody).allMatch(ResumingClient::isSettled));
        Map<Long, StoredRoom> stored = new TreeMap<>();
        rooms.forEach((room, members) -> stored.put(room, StoredRoom.read(room, members)));
        stored.forEach((room, there) -> everybody.stream()
                .filter(person -> person.rooms().containsKey(room))
                .forEach(person -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(person.held(room))
                        .as("number that %s holds of room %d", person, room)
                        .isGreaterThanOrEqualTo(there.last()))));
        everybody.forEach(ResumingClient::close);
        return StoredRoom.judge(stored, everybody);
    }

    @Override
    public void close() {
        everybody.forEach(ResumingClient::close);
        networks.forEach(FaultyProxy::close);
    }
}
