package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.chatboard.platform.web.WebFiles;
import org.chatboard.testing.RawHttp;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * HTTP clients that try to block a server with a heap of 256 MB: with incomplete requests, unread responses, idle
 * connections, or another protocol.
 */
class HttpAttackIT {
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    private static final String ATTACKER = "127.0.0.2";
    private static final String MANY = "127.0.0.3";
    private static final String PROXY = "127.0.0.4";
    private static final int SPARE = 10;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

    /**
     * How many of the 128 worker threads may be busy during an attack. Some collect bodies or flush responses, others serve
     * other clients.
     */
    private static final int MAX_BUSY_WORKERS = 4;

    /**
     * Limit from the first connection to the end of the last one. {@link #REQUEST_TIMEOUT} must end them before Payara's
     * own timeout of 30 s.
     */
    private static final double MAX_SECONDS = 25;

    private static final String LIMIT = "CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS";
    private static final int SAMPLES = 25;
    private static final double MAX_RATIO = 1.5;
    private static final long MAX_HEAP_BYTES = 30L << 20;
    private static final int RECEIVE_BYTES = 2_048;
    private static final int PINGS = 20_000;
    private static final int FILM_BYTES = 2 << 20;

    /** So many that none of their requests is rejected because others of the account wait. */
    private static final int DOWNLOADERS = ProofSizes.SLOW_CLIENTS / 10;

    /** Pipelined requests whose responses exceed the socket buffers of any kernel. */
    private static final String LARGE =
            ("GET " + WebFiles.BASE + "/css/styles.css HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(20);

    private static TestServer board;
    private static Others others;
    private static ProcessUsage usage;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        for (String address : List.of(ATTACKER, MANY, PROXY)) {
            try (Socket socket = new Socket()) {
                RawHttp.bind(socket, address);
            }
        }
        board = TestServer.start(
                SMALL,
                Map.of(
                        "CHATBOARD_REQUEST_TIMEOUT_MS",
                        String.valueOf(REQUEST_TIMEOUT.toMillis()),
                        LIMIT,
                        String.valueOf(ProofSizes.SLOW_CLIENTS + SPARE),
                        "CHATBOARD_TRUSTED_PROXIES",
                        PROXY),
                DOWNLOADERS);
        others = new Others(new WebClient(URI.create(board.url())));
        usage = new ProcessUsage(board.server());
        others.medianMs(4 * SAMPLES); // warm-up
    }

    @AfterAll
    static void stop() {
        if (board != null) {
            board.close();
        }
    }

    @AfterEach
    void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        assertThat(board.log())
                .filteredOn(line -> line.contains(" SEVERE org.chatboard") || line.contains(" WARNING org.chatboard"))
                .allMatch(line -> line.contains(LIMIT));
    }

    @Test
    void requestsWithoutTheirBodiesHoldNoThread() {
        String json =
                "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
        String form = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n";
        attack("requests without their bodies", i -> i % 2 == 0 ? json : form, socket -> assertThat(read(socket))
                .startsWith("HTTP/1.1 408 ")
                .contains("did not arrive"));
    }

    @Test
    void incompleteHeadersHoldNoThread() {
        attack(
                "idle connections and incomplete headers",
                i -> i % 2 == 0 ? "" : "GET /sign-in HTTP/1.1\r\nHos",
                socket -> assertThat(read(socket)).isEmpty());
    }

    @Test
    void unreadResponsesHoldNoThread() {
        attack("pipelines of unread downloads", i -> LARGE, socket -> await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .until(() -> isReset(socket)));
    }

    @Test
    void slowDownloadsHoldNoThread() {
        byte[] film = new byte[FILM_BYTES];
        List<String> downloads = Stream.generate(board::newMember)
                .limit(DOWNLOADERS)
                .map(member -> "GET /files/%s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n"
                        .formatted(
                                Uploads.upload(member, "film", film),
                                member.rest().cookies()))
                .toList();
        attack("unread downloads of a file", i -> downloads.get(i % DOWNLOADERS), socket -> await().pollDelay(
                        Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .until(() -> isReset(socket)));
    }

    @Test
    void rejectsHttp2() throws IOException {
        ProcessUsage.Heap before = usage.heap();
        Socket socket = open(ATTACKER, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        for (int i = 0; i < PINGS; i++) {
            frames.write(new byte[] {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8});
        }
        try {
            socket.getOutputStream().write(frames.toByteArray());
        } catch (SocketException e) {
            // closed meanwhile
        }
        assertThat(read(socket)).startsWith("HTTP/1.1 505 ");
        assertThat(usage.heap().bytes() - before.bytes()).isLessThan(MAX_HEAP_BYTES);

        String upgrade =
                "POST /api/session HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        assertThat(read(open(ATTACKER, upgrade))).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @Test
    void limitsTheConnectionsOfOneAddress() throws IOException {
        for (int i = 0; i < ProofSizes.SLOW_CLIENTS + SPARE; i++) {
            open(MANY, "");
        }
        for (int i = 0; i < SPARE; i++) {
            assertThat(read(open(MANY, "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n")))
                    .isEmpty();
        }
        others.medianMs(1);
        assertThat(board.log()).anyMatch(line -> line.contains(" WARNING ") && line.contains(LIMIT));
    }

    @Test
    void limitsTheClientBehindATrustedProxyAndNotTheProxy() throws IOException {
        String half = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\n"
                + "Content-Type: application/json\r\nContent-Length: 99\r\n\r\n";
        String whole = "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: %s\r\n\r\n";
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> { // on a busy machine the first requests may time out before the last start
                            for (int i = 0; i < ProofSizes.SLOW_CLIENTS + SPARE; i++) {
                                open(PROXY, half);
                            }
                            return read(open(PROXY, whole.formatted("192.0.2.1")))
                                    .matches("(?s)HTTP/1.1 429 .*\r\nRetry-After: 5\r\n.*");
                        });
        assertThat(read(open(PROXY, whole.formatted("192.0.2.2")))).startsWith("HTTP/1.1 200 ");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(read(open(PROXY, whole.formatted("192.0.2.1"))))
                        .startsWith("HTTP/1.1 200 "));
    }

    /** Another client, which loads pages during an attack and measures how long each takes. */
    private record Others(WebClient web) {
        double medianMs(int samples) {
            return median(Stream.generate(this::openPageMs).limit(samples));
        }

        /** {@return the median of all page loads within a time, in ms} */
        double medianMs(Duration time) {
            long start = System.nanoTime();
            return median(
                    Stream.generate(this::openPageMs).takeWhile(ms -> System.nanoTime() - start < time.toNanos()));
        }

        private double openPageMs() {
            long start = System.nanoTime();
            assertThat(web.get("/sign-in").status()).isEqualTo(200);
            return (System.nanoTime() - start) / 1e6;
        }

        private static double median(Stream<Double> times) {
            List<Double> sorted = times.sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    /** Checks how the server ended a connection of the attacker. */
    private interface EndCheck {
        void check(Socket socket) throws IOException;
    }

    private void attack(String what, IntFunction<String> request, EndCheck end) {
        double calm = others.medianMs(SAMPLES);
        ProcessUsage.Heap before = usage.heap();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < ProofSizes.SLOW_CLIENTS; i++) {
                open(ATTACKER, request.apply(i));
            }
            double meanwhile = others.medianMs(REQUEST_TIMEOUT); // until the server closes the attacker's sockets
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(usage.busyWorkers()).isLessThanOrEqualTo(MAX_BUSY_WORKERS));
            for (Socket socket : sockets) {
                end.check(socket);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double after = others.medianMs(SAMPLES);
            ProcessUsage.Heap later = usage.heap();
            ProofReport.values(
                    ProofSizes.SLOW_CLIENTS + " " + what,
                    "others' median before, ms",
                    calm,
                    "others' median during the attack, ms",
                    meanwhile,
                    "others' median after, ms",
                    after,
                    "all connections ended after, s",
                    seconds,
                    "heap in use before, MB",
                    before.megabytes(),
                    "heap in use after, MB",
                    later.megabytes());
            assertThat(List.of(meanwhile, after)).allSatisfy(median -> assertThat(median)
                    .isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * calm)));
            assertThat(seconds).isLessThan(MAX_SECONDS);
            assertThat(later.bytes() - before.bytes()).isLessThan(MAX_HEAP_BYTES);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Socket open(String from, String request) throws IOException {
        URI server = URI.create(board.url());
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.setSoTimeout(60_000);
        RawHttp.bind(socket, from);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException e) {
            // the server closed the connection at once
        }
        return socket;
    }

    /** Reads until the server closes the connection. */
    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            byte[] some = new byte[8_192];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(some)) {
                all.write(some, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open after " + all, e);
        } catch (SocketException e) {
            // a reset ends the connection too
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** {@return whether the server has reset the connection; a write shows this and leaves the responses unread} */
    private static boolean isReset(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write('\r');
            out.write('\n');
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
