package org.chatboard.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A raw WebSocket for frames that a correct client library does not send. */
public final class RawSocket implements AutoCloseable {
    /** Opcode of a text frame. */
    public static final int TEXT = 1;

    /** Opcode of a continuation frame. */
    public static final int CONTINUATION = 0;

    /** Opcode of a close frame. */
    public static final int CLOSE = 8;

    /** Opcode of a ping. */
    public static final int PING = 9;

    /** Opcode of a pong. */
    public static final int PONG = 10;

    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Thrown when the server answers the upgrade with another status than 101. */
    public static final class UpgradeRejected extends AssertionError {
        private static final long serialVersionUID = 1L;

        UpgradeRejected(String head) {
            super(head);
        }

        /** {@return the HTTP status of the response} */
        public int status() {
            return Integer.parseInt(getMessage().split(" ")[1]);
        }
    }

    /** Opens a socket. @throws UpgradeRejected if the server does not answer 101 */
    public static RawSocket open(String base, String path, String cookie, String subprotocol) throws IOException {
        URI uri = URI.create(base);
        RawSocket raw = new RawSocket(new Socket(uri.getHost(), uri.getPort()));
        raw.socket.setSoTimeout(PATIENCE_MS);
        raw.write(("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                        + "Sec-WebSocket-Protocol: " + subprotocol + "\r\nCookie: " + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        String head = raw.head();
        if (!head.startsWith("HTTP/1.1 101")) {
            raw.close();
            throw new UpgradeRejected(head);
        }
        return raw;
    }

    /** Sends a frame, masked with zeros. */
    public void send(int opcode, boolean last, byte[] payload) throws IOException {
        write(frame(opcode, last, payload));
    }

    /** {@return a frame, masked with zeros} */
    public static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** {@return whether the socket looks open: no unread bytes have arrived, such as a close frame} */
    public boolean isOpen() throws IOException {
        return in.available() == 0;
    }

    /** Reads the next frame. @return its payload as text */
    public String text() throws IOException {
        return new String(read().payload(), StandardCharsets.UTF_8);
    }

    /** {@return whether the server on this Linux machine still has its end of the connection, open or closing} */
    public boolean isHeldByTheServer() {
        return KernelSockets.hasPeer(socket.getLocalPort());
    }

    /** Reads until the close frame. @return its code, or 1006 if the connection ended without one */
    public int closeCode() throws IOException {
        try {
            while (true) {
                Received frame = read();
                if (frame.opcode() == CLOSE) {
                    return (frame.payload()[0] & 0xff) << 8 | frame.payload()[1] & 0xff;
                }
            }
        } catch (EOFException | SocketException e) {
            return 1006;
        }
    }

    private record Received(int opcode, byte[] payload) {}

    private Received read() throws IOException {
        int opcode = in.readUnsignedByte() & 0xf;
        int length = in.readUnsignedByte();
        return new Received(
                opcode,
                in.readNBytes(length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Sends raw bytes. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }
}
