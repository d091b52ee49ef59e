package org.chatboard.testing;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A door of the server, and the headers to knock with. */
public final class SocketEndpoint {
    /** The subprotocol of {@code /ws}. */
    public static final String PROTOCOL = "chatboard.v1";

    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String subprotocol;

    /**
     * A door without any header.
     *
     * @param base address of the server by http
     * @param path of the door
     */
    public SocketEndpoint(String base, String path) {
        this.address = URI.create(base.replaceFirst("^http", "ws") + path);
    }

    /** With a {@code Cookie} header; none where it is empty. */
    public SocketEndpoint cookie(String cookie) {
        return header("Cookie", cookie);
    }

    /** With an {@code Origin} header; none where it is empty. */
    public SocketEndpoint origin(String origin) {
        return header("Origin", origin);
    }

    /** With a subprotocol. */
    public SocketEndpoint subprotocol(String name) {
        subprotocol = name;
        return this;
    }

    /** Opens a socket; throws {@link CompletionException} where it is refused. */
    public SocketClient open() {
        SocketClient client = new SocketClient();
        client.opened(open(client, Duration.ofSeconds(30)));
        return client;
    }

    /** Opens a socket that somebody else listens to; throws {@link CompletionException} where it is refused or takes too long. */
    public WebSocket open(WebSocket.Listener listener, Duration patience) {
        WebSocket.Builder builder = WebClient.CLIENT.newWebSocketBuilder().connectTimeout(patience);
        headers.forEach(builder::header);
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        return builder.buildAsync(address, listener).join();
    }

    /** The HTTP status that the upgrade is answered with: 101 where it succeeds. */
    public int status() {
        try {
            open().close();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
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
