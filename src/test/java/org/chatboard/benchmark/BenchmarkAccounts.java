package org.chatboard.benchmark;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/** The accounts of the benchmark: pairs that exchange messages, and accounts with idle connections. */
final class BenchmarkAccounts {
    private static final int SOCKETS_PER_ACCOUNT = 20; // the default limit of ChatBoard

    private final String url;
    private final List<Member> senders = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();

    /** Creates two accounts for each conversation and opens one connection for each account. */
    BenchmarkAccounts(String url, int pairs) {
        this.url = url;
        List<Member> members = signUp("talker", 2 * pairs);
        for (int i = 0; i < pairs; i++) {
            Member sender = members.get(2 * i);
            Member receiver = members.get(2 * i + 1);
            senders.add(sender);
            conversations.add(new Conversation(
                    i, receiver.id(), BenchmarkClient.chatBoard(sender), BenchmarkClient.chatBoard(receiver)));
        }
    }

    /** Opens idle connections. Each account has several of them, since the password hash of an account takes time. */
    List<BenchmarkClient> idle(int count) {
        List<Member> members = signUp("idler", (count + SOCKETS_PER_ACCOUNT - 1) / SOCKETS_PER_ACCOUNT);
        return IntStream.range(0, count)
                .mapToObj(i -> BenchmarkClient.chatBoard(members.get(i / SOCKETS_PER_ACCOUNT)))
                .toList();
    }

    private List<Member> signUp(String name, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> Member.signUp(url, name + i))
                .toList();
    }

    /** {@return the conversations} */
    List<Conversation> conversations() {
        return conversations;
    }

    /** {@return one sentence for each conversation of which the server stored more or fewer messages than were sent} */
    List<String> storageMismatches() {
        return IntStream.range(0, senders.size())
                .mapToObj(i ->
                        storageMismatches(i, conversations.get(i).sentMessages().sent()))
                .filter(Objects::nonNull)
                .toList();
    }

    private String storageMismatches(int index, long sent) {
        JsonObject rooms = senders.get(index).rest().get("/api/rooms").json();
        long stored = rooms.getJsonArray("rooms").stream()
                .mapToLong(room -> Json.number(room.asJsonObject(), "seq"))
                .sum();
        return stored == sent ? null : "conversation " + index + ": " + sent + " sent, " + stored + " stored";
    }

    /** {@return for each connection that has closed, the reason; empty if all are open} */
    static Stream<String> ended(List<BenchmarkClient> clients) {
        return clients.stream().map(BenchmarkClient::ended).filter(Objects::nonNull);
    }
}
