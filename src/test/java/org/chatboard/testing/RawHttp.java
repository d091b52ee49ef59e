package org.chatboard.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;

/** Sends raw HTTP requests: malformed ones, or from another local address. */
public final class RawHttp {
    private RawHttp() {}

    /** Sends a request as Latin-1 bytes and reads until the server closes the connection. */
    public static String send(URI base, String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param base the server's address
     * @param from the local address to send from, such as 127.0.0.9
     * @param head request line and headers as they go over the wire, without {@code Host} and {@code Connection}
     * @param body what follows them
     * @return status line, headers and body
     */
    public static String exchange(URI base, String from, String head, String body) throws IOException {
        try (Socket socket = new Socket()) {
            bind(socket, from);
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
            socket.setSoTimeout(30_000);
            String request = head + "\r\nHost: " + base.getAuthority() + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Binds a socket to a local address. Skips the test if the machine has no such address: macOS has only 127.0.0.1. */
    public static void bind(Socket socket, String from) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        } catch (BindException e) {
            Assumptions.abort("This machine has no address " + from + "; Linux has all of 127.0.0.0/8");
        }
    }
}
