package org.chatboard.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketEndpoint;

/**
 * A connection that answers pings and passes other frames to its reader. All connections share {@value #THREADS} threads.
 */
final class BenchmarkClient implements ServerConnection, WebSocket.Listener {
    private static final int THREADS = 2;
    private static final long PATIENCE_SECONDS = 60;
    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(THREADS, BenchmarkClient::thread);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(EXECUTOR)
            .build();

    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private volatile Consumer<Frame> reader = frame -> {};
    private volatile String ended;
    private WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private BenchmarkClient() {}

    /** Opens {@code /ws} for a member, sends {@code hello} and waits for {@code welcome}. */
    static BenchmarkClient chatBoard(Member member) {
        return chatBoard(member.rest().base(), member.rest().cookies());
    }

    /** Opens {@code /ws} with a {@code Cookie} header, sends {@code hello} and waits for {@code welcome}. */
    static BenchmarkClient chatBoard(String url, String cookies) {
        BenchmarkClient client = connect(url, cookies);
        client.hello("{\"type\":\"hello\",\"rooms\":[]}");
        return client;
    }

    /** Opens {@code /ws} without sending {@code hello}. */
    static BenchmarkClient connect(String url, String cookies) {
        BenchmarkClient client = new BenchmarkClient();
        client.open(url + "/ws", builder -> builder.header("Cookie", cookies).subprotocols(SocketEndpoint.PROTOCOL));
        return client;
    }

    /** Sends {@code hello} and waits for {@code welcome}. */
    void hello(String frame) {
        send(frame);
        welcomed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Opens a socket at an endpoint that does not ask who the client is. */
    static BenchmarkClient plain(String address) {
        BenchmarkClient client = new BenchmarkClient();
        client.open(address, builder -> {});
        return client;
    }

    private void open(String address, Consumer<WebSocket.Builder> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
        headers.accept(builder);
        socket = builder.buildAsync(URI.create(address.replaceFirst("^http", "ws")), this)
                .join();
    }

    @Override
    public void read(Consumer<Frame> by) {
        reader = by;
    }

    @Override
    public synchronized void send(String frame) {
        sent = sent.thenCompose(before -> socket.sendText(frame, true)).whenComplete((done, failed) -> {
            if (failed != null) {
                end("could not send: " + failed);
            }
        });
    }

    @Override
    public String ended() {
        return ended;
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            Frame frame = new Frame(text.toString());
            text.setLength(0);
            dispatch(frame);
        }
        from.request(1);
        return null;
    }

    private void dispatch(Frame frame) {
        if (frame.is("ping")) {
            send("{\"type\":\"pong\",\"n\":" + frame.number("n") + "}");
        } else if (frame.is("welcome")) {
            welcomed.complete(null);
        } else {
            reader.accept(frame);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end("closed with " + code + " " + reason);
        return null;
    }

    /** Ends the connection. The HTTP client calls this method also if the reader throws an exception. */
    @Override
    public void onError(WebSocket from, Throwable error) {
        end(error.toString());
    }

    private void end(String why) {
        ended = ended == null ? why : ended;
        welcomed.completeExceptionally(new IllegalStateException(why));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "benchmark client");
        thread.setDaemon(true);
        return thread;
    }
}
