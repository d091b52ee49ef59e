package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;

/**
 * Accounts in a ring, each with one room for each of its two neighbours, and named rooms. Each account has one client that reads and writes
 * and one that only reads; each client connects through a {@link FaultyProxy} of its own. Guests are added to the named rooms and removed
 * meanwhile.
 */
final class RingOfClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UPLOADERS = 2;

    private final List<Member> people;
    private final Map<Long, List<Member>> rooms = new TreeMap<>();
    private final List<FaultyProxy> networks = new ArrayList<>();
    private final List<ResumingClient> clients = new ArrayList<>();
    private final List<ResumingClient> guests = new ArrayList<>();
    private final List<FileUploads> uploads = new ArrayList<>();
    private final int deadAfterMs;
    private final RoomChurn churn;
    private final Map<Long, StoredRoom> stored = new TreeMap<>();
    private long events;
    private long seenByNoMember;

    /**
     * Creates the accounts, rooms and clients, which read and do not write yet.
     *
     * @param namedRooms number of members of each named room; the accounts of the ring are in it as far as they fit
     * @param guestCount number of accounts that are added to the named rooms and removed
     */
    RingOfClients(ProxiedServer site, int size, int deadAfterMs, List<Integer> namedRooms, int guestCount) {
        this.deadAfterMs = deadAfterMs;
        people = IntStream.range(0, size)
                .mapToObj(i -> Member.signUp(site.url(), "client" + i))
                .toList();
        for (int i = 0; i < size; i++) {
            Member other = people.get((i + 1) % size);
            rooms.put(open(people.get(i), other), List.of(people.get(i), other));
        }
        List<NamedRoom> named = namedRooms.stream()
                .map(members -> openNamed(site, people.subList(0, Math.min(size, members)), members))
                .toList();
        for (Member account : people) {
            List<Long> own = List.copyOf(roomsOf(account));
            clients.add(join(site, account, own, own));
            clients.add(join(site, account, own, List.of()));
        }
        List<Member> guestAccounts = IntStream.range(0, guestCount)
                .mapToObj(i -> Member.signUp(site.url(), "guest" + i))
                .toList();
        guestAccounts.forEach(guest -> guests.add(join(site, guest, List.of(), List.of())));
        churn = new RoomChurn(people.get(0), guestAccounts, named);
    }

    private NamedRoom openNamed(ProxiedServer site, List<Member> members, int size) {
        List<Long> ids = new ArrayList<>(members.stream().map(Member::id).toList());
        for (int i = members.size(); i < size; i++) { // members without a socket
            Answer answer = new RestClient(site.url()).signUp("silent-" + rooms.size() + "-" + i, "Silent " + i);
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            ids.add(Json.number(answer.json(), "id"));
        }
        NamedRoom room = NamedRoom.create("PRIVATE", members.get(0), ids);
        rooms.put(room.id(), members);
        return room;
    }

    private static long open(Member one, Member other) {
        try (SocketClient socket = one.socket()) {
            return Json.number(socket.awaitAck(socket.postTo(other.id(), "first")), "room");
        }
    }

    private ResumingClient join(ProxiedServer site, Member account, List<Long> reads, List<Long> writes) {
        return new ResumingClient(throughNetwork(site, account), reads, writes, deadAfterMs);
    }

    /** {@return the account behind a new proxy} */
    private Member throughNetwork(ProxiedServer site, Member account) {
        FaultyProxy network = FaultyProxy.start(site.port());
        networks.add(network);
        return account.at(network.url());
    }

    /** Lets some of the writers send files too, from {@link #write} on. Their uploads have connections of their own. */
    void alsoSendFiles(ProxiedServer site) {
        for (int i = 0; i < UPLOADERS; i++) {
            uploads.add(new FileUploads(throughNetwork(site, people.get(i))));
            clients.get(2 * i).attach(uploads.get(i));
        }
    }

    /** {@return the proxies, one a client} */
    List<FaultyProxy> networks() {
        return networks;
    }

    /** Starts to send messages and changes as fast as acks arrive. */
    void write() {
        writers().forEach(ResumingClient::alsoChange);
        uploads.forEach(FileUploads::start);
        writers().forEach(client -> client.write(true));
        churn.start();
    }

    private Stream<ResumingClient> writers() {
        return IntStream.range(0, people.size()).mapToObj(i -> clients.get(2 * i));
    }

    /** Waits until this many further requests are acknowledged. */
    void awaitAcks(int more) {
        long enough = acks() + more;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(acks())
                .as("acks of %s", clients)
                .isGreaterThanOrEqualTo(enough));
    }

    /** {@return the number of acknowledged requests} */
    long acks() {
        return clients.stream().mapToLong(ResumingClient::acks).sum();
    }

    /** {@return the number of errors of all clients; each rejected request is retried} */
    long errors() {
        return clients.stream().mapToLong(ResumingClient::errors).sum();
    }

    /** {@return the number of errors of the writer that got the fewest} */
    long fewestErrors() {
        return writers().mapToLong(ResumingClient::errors).min().orElseThrow();
    }

    /** {@return the number of requests that were stored and whose first ack was lost} */
    long acksLost() {
        return writers().mapToLong(client -> client.requests().acksLost()).sum();
    }

    /** {@return the number of deletions of messages with files} */
    long filesDeleted() {
        return writers().mapToLong(client -> client.requests().filesDeleted()).sum();
    }

    /** {@return the number of reconnects of all clients} */
    long reconnects() {
        return clients.stream().mapToLong(ResumingClient::reconnects).sum();
    }

    /** {@return the number of stored lines that no client of the ring sent: the first message of a room of two, and room events} */
    long otherLines() {
        return people.size() + events;
    }

    /** {@return the changes of members that were acknowledged, and contradictions to them} */
    RoomChurn churn() {
        return churn;
    }

    /** {@return the number of frames of a room that a guest saw while it was no member; for the time after {@link #settle}} */
    long seenByNoMember() {
        return seenByNoMember;
    }

    /** Stops writing, waits until all requests are acknowledged and received, and compares requests, stored rooms and replicas. */
    ProofSummary settle() {
        churn.close();
        churn.compareWithRows();
        writers().forEach(client -> client.write(false));
        uploads.forEach(FileUploads::finish);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(clients).allMatch(ResumingClient::isSettled));
        rooms.forEach((room, members) -> stored.put(room, StoredRoom.read(room, members)));
        events = stored.values().stream().mapToLong(StoredRoom::events).sum();
        List<ResumingClient> all = all().toList();
        guests.forEach(guest -> await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(guest.reads()).as("rooms of %s", guest).isEqualTo(churn.roomsOf(guest.member()))));
        stored.forEach((room, there) -> all.stream()
                .filter(client -> client.reads().contains(room))
                .forEach(client -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(client.cursor(room))
                        .as("cursor of %s in room %d", client, room)
                        .isGreaterThanOrEqualTo(there.last()))));
        all.forEach(ResumingClient::close);
        seenByNoMember = guests.stream().mapToLong(this::seenByNoMember).sum();
        return StoredRoom.compare(stored, all);
    }

    /** Compares the files of all messages with what was uploaded, for the time after {@link #settle}. */
    FileCheck checkFiles() {
        FileCheck check = new FileCheck(uploads);
        for (ResumingClient sender : clients) {
            check.check(sender, stored, rooms);
        }
        return check;
    }

    /** Compares what a writer and the guests find with the stored messages, for the time after {@link #settle}. */
    SearchCheck checkSearch() {
        SearchCheck check = new SearchCheck(stored);
        check.check(people.get(0), roomsOf(people.get(0)));
        guests.forEach(guest -> check.check(guest.member(), churn.roomsOf(guest.member())));
        return check;
    }

    private Set<Long> roomsOf(Member member) {
        return rooms.keySet().stream()
                .filter(room -> rooms.get(room).contains(member))
                .collect(Collectors.toSet());
    }

    private long seenByNoMember(ResumingClient guest) {
        ShownLines shown = guest.shown();
        long account = guest.member().id();
        return shown.notHeld()
                + stored.entrySet().stream()
                        .mapToLong(room -> shown.toNoMember(
                                account,
                                room.getKey(),
                                room.getValue().messages().values()))
                        .sum();
    }

    private Stream<ResumingClient> all() {
        return Stream.concat(clients.stream(), guests.stream());
    }

    /** {@return the uploads of those who send files} */
    List<FileUploads> uploads() {
        return uploads;
    }

    @Override
    public void close() {
        uploads.forEach(FileUploads::close);
        churn.close();
        all().forEach(ResumingClient::close);
        networks.forEach(FaultyProxy::close);
    }
}
