package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** Half-open connections: the network drops the bytes of one or both directions without closing, and both ends must time out. */
class HalfOpenIT {
    private static final Duration DETECTED_WITHIN = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "CHATBOARD_HEARTBEAT_MS", String.valueOf(ProofSizes.HEARTBEAT_MS),
            "CHATBOARD_DEAD_AFTER_MS", String.valueOf(ProofSizes.DEAD_AFTER_MS));

    /** One account whose connection becomes half-open. Records when client and server have detected this. */
    private static final class Case implements AutoCloseable {
        private final Fault fault;
        private final ProxiedServer site;
        private final Member member;
        private final FaultyProxy network;
        private final long room;
        private final ResumingClient client;
        private long closesBefore;
        private long start;
        private long clientMs;
        private long serverMs;

        Case(ProxiedServer site, Fault fault) {
            this.fault = fault;
            this.site = site;
            member = Member.signUp(site.url(), "half-open-" + fault.ordinal());
            Member other = Member.signUp(site.url(), "other-" + fault.ordinal());
            try (SocketClient socket = member.socket()) {
                room = Json.number(socket.awaitAck(socket.postTo(other.id(), "first")), "room");
            }
            network = FaultyProxy.start(site.port());
            client = new ResumingClient(
                    member.at(network.url()), List.of(room), List.of(room), ProofSizes.DEAD_AFTER_MS);
        }

        /** Injects the fault while messages are in flight. */
        void begin() {
            client.write(true);
            await().atMost(Duration.ofSeconds(60)).until(() -> client.acks() > 10);
            closesBefore = serverCloses();
            network.setFault(fault);
            start = System.nanoTime();
        }

        /**
         * {@return whether both ends have closed the half-open connection; meanwhile the client tries to reconnect, without
         * success}
         */
        boolean isDetected() {
            long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            clientMs = clientMs == 0 && client.isDisconnected() ? ms : clientMs;
            serverMs = serverMs == 0 && serverCloses() > closesBefore ? ms : serverMs;
            return clientMs > 0 && serverMs > 0;
        }

        private long serverCloses() {
            return site.log().stream()
                    .filter(line -> line.contains("WebSocket closed: User=" + member.username()))
                    .count();
        }

        ProofSummary recover() {
            network.setFault(Fault.DISCONNECT); // ends an attempt to connect, which would time out much later
            network.setFault(Fault.NONE);
            int before = client.acks();
            await().atMost(Duration.ofSeconds(30)).until(() -> client.acks() > before + 10);
            client.write(false);
            await().atMost(Duration.ofSeconds(30)).until(client::isSettled);
            StoredRoom stored = StoredRoom.read(room, List.of(member));
            await().atMost(Duration.ofSeconds(30)).until(() -> client.cursor(room) == stored.last());
            return StoredRoom.compare(Map.of(room, stored), List.of(client));
        }

        @Override
        public void close() {
            client.close();
            network.close();
        }
    }

    @Test
    void bothEndsDetectThemAndTheSenderRecovers() {
        try (ProxiedServer site = ProxiedServer.start(SETTINGS);
                Case dropRequests = new Case(site, Fault.DROP_REQUESTS);
                Case dropResponses = new Case(site, Fault.DROP_RESPONSES);
                Case dropAll = new Case(site, Fault.DROP_ALL)) {
            List<Case> cases = List.of(dropRequests, dropResponses, dropAll);
            cases.forEach(Case::begin);
            await().atMost(DETECTED_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> cases.stream().filter(Case::isDetected).count() == cases.size());
            ProofSummary summary = cases.stream().map(Case::recover).reduce(ProofSummary.NOTHING, ProofSummary::and);
            ProofReport report = new ProofReport(
                    "Half-open links, dead after " + ProofSizes.DEAD_AFTER_MS + " ms of silence",
                    List.of("fault", "detected by the client after, ms", "detected by the server after, ms"));
            Stream.of(dropRequests, dropResponses, dropAll)
                    .forEach(one -> report.row(one.fault.name(), List.of(one.clientMs, one.serverMs)));
            report.print();
            assertThat(summary).matches(ProofSummary::isFaultless);
        }
    }
}
