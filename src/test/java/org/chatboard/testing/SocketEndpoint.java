package org.chatboard.testing;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A WebSocket endpoint of the server with the headers of the handshake. */
public final class SocketEndpoint {
    /** The subprotocol of {@code /ws}. */
    public static final String PROTOCOL = "chatboard.v1";

    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String subprotocol;

    /**
     * An endpoint without extra headers.
     *
     * @param base HTTP URL of the server
     * @param path path of the endpoint
     */
    public SocketEndpoint(String base, String path) {
        this.address = URI.create(base.replaceFirst("^http", "ws") + path);
    }

    /** Adds a {@code Cookie} header unless the value is empty. */
    public SocketEndpoint cookie(String cookie) {
        return header("Cookie", cookie);
    }

    /** Adds an {@code Origin} header unless the value is empty. */
    public SocketEndpoint origin(String origin) {
        return header("Origin", origin);
    }

    /** Sets the requested subprotocol. */
    public SocketEndpoint subprotocol(String name) {
        subprotocol = name;
        return this;
    }

    /** Opens a socket; throws {@link CompletionException} if the upgrade is rejected. */
    public SocketClient open() {
        SocketClient client = new SocketClient();
        client.opened(open(client, Duration.ofSeconds(30)));
        return client;
    }

    /** Opens a socket with a listener; throws {@link CompletionException} if the upgrade is rejected or times out. */
    public WebSocket open(WebSocket.Listener listener, Duration timeout) {
        WebSocket.Builder builder = WebClient.CLIENT.newWebSocketBuilder().connectTimeout(timeout);
        headers.forEach(builder::header);
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        return builder.buildAsync(address, listener).join();
    }

    /** Tries to open a socket. @return the HTTP status of the response: 101 if the upgrade succeeds */
    public int status() {
        try {
            open().close();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException rejected) {
                return rejected.getResponse().statusCode();
            }
            throw e;
        }
    }

    private SocketEndpoint header(String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
        return this;
    }
}
