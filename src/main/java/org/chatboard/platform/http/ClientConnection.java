package org.chatboard.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.chatboard.platform.web.RequestClient;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * A TCP connection of a client and its phase. Worker threads change the phase, while the timer of {@link ClientConnections}
 * closes the connection if the client is too slow. So changes of the phase are synchronized.
 */
final class ClientConnection implements RequestClient {
    private static final Attribute<ClientConnection> ATTRIBUTE =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(ClientConnection.class.getName());

    /** Size of the kernel's send buffer, in bytes; equals {@code socket-write-buffer-size} in {@code pre-boot.asadmin}. */
    private static final int KERNEL_BYTES = 131_072;

    /**
     * If more bytes of a streamed response are unread, it waits. A thousand slow clients then hold less than the memory for slow clients.
     */
    private static final int STREAM_QUEUE_BYTES = 16_384;

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final NIOConnection connection;
    private final int defaultQueueBytes;
    private volatile ClientPhase phase = ClientPhase.HEAD;
    private volatile long since = System.nanoTime();
    private volatile long progress = since;
    private volatile int heldBytes;
    private long responseBytes;
    private ByteArrayOutputStream body;
    private HttpResponsePacket response;
    private boolean bytesReceived;
    /** Key of the address whose count includes this connection; null if no count does. */
    private String countKey;
    /** Network of the client: of the peer, or of the client behind a trusted proxy. */
    private volatile String network = "";

    private boolean removed;

    ClientConnection(Connection<?> connection) {
        this.connection = (NIOConnection) connection;
        defaultQueueBytes = this.connection.getMaxAsyncWriteQueueSize();
        limitKernelBuffer();
        ATTRIBUTE.set(connection, this);
    }

    /**
     * Reduces the kernel's send buffer, which begins with 2.5 MB for a connection from the same machine. Grizzly only ever
     * enlarges it.
     */
    private void limitKernelBuffer() {
        try {
            ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BYTES);
        } catch (IOException e) {
            // closed already
        }
    }

    static ClientConnection of(Connection<?> connection) {
        return ATTRIBUTE.get(connection);
    }

    NIOConnection connection() {
        return connection;
    }

    InetAddress peer() {
        return ((InetSocketAddress) connection.getPeerAddress()).getAddress();
    }

    ClientPhase phase() {
        return phase;
    }

    /** {@return start of the phase, a value of {@link System#nanoTime()}} */
    long since() {
        return since;
    }

    /** {@return time of the client's last progress in this phase, a value of {@link System#nanoTime()}} */
    long progress() {
        return progress;
    }

    /** {@return bytes of the response that the client had not read when the application finished it, or began to stream it} */
    long responseBytes() {
        return responseBytes;
    }

    /** {@return the response to the request whose body is incomplete} */
    HttpResponsePacket response() {
        return response;
    }

    /**
     * {@return the network of the client, to which {@link #heldBytes} is attributed} Unlike the count key, the network stays set
     * after a request.
     */
    String network() {
        return network;
    }

    void network(String name) {
        network = name;
    }

    /**
     * Sets the key of the count that includes the connection. {@return false if the connection is removed and must not be
     * counted}
     */
    synchronized boolean countKey(String name) {
        if (!removed) {
            countKey = name;
        }
        return !removed;
    }

    /** Clears the key of the count. {@return the former key; null if there was none} */
    synchronized String clearCountKey() {
        String was = countKey;
        countKey = null;
        return was;
    }

    /** Records that the connection is closed, so that it is not counted any more. */
    synchronized void remove() {
        removed = true;
        beginClosing();
    }

    /** {@return bytes of memory that the server holds for the client: an incomplete body or an unread response} */
    int heldBytes() {
        return heldBytes;
    }

    /** {@return bytes that are queued because the client has not read them} */
    int unreadBytes() {
        return connection.getAsyncWriteQueue().spaceInBytes();
    }

    /** Records that bytes of the client have arrived. */
    void onBytesReceived() {
        bytesReceived = true;
        if (phase == ClientPhase.IDLE) {
            moveTo(ClientPhase.HEAD);
        }
    }

    /** {@return whether this is the first request in the bytes that arrived last; further ones are pipelined} */
    boolean takeFirstRequestOfBytes() {
        boolean was = bytesReceived;
        bytesReceived = false;
        return was;
    }

    /** {@return whether the server waits for bytes of the client, and has read all that arrived} */
    boolean isAwaitingBytes() {
        SelectionKey key = connection.getSelectionKey();
        return key.isValid() && (key.interestOps() & SelectionKey.OP_READ) != 0;
    }

    /** Closes the connection with a TCP reset, so that the kernel discards unread bytes. */
    @Override
    public void reset() {
        beginClosing();
        try {
            ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // closed already
        }
        connection.terminateSilently();
    }

    /** Begins to buffer a body: the head of the request is complete, the body is not. */
    synchronized void awaitBody(HttpResponsePacket to) {
        body = new ByteArrayOutputStream();
        response = to;
        moveTo(ClientPhase.BODY);
    }

    /** {@return the bytes of the body received so far; null if no body is incomplete} */
    synchronized ByteArrayOutputStream body() {
        return phase == ClientPhase.BODY ? body : null;
    }

    /** Updates {@link #heldBytes} after bytes were appended to the body. */
    synchronized void onBodyGrew() {
        heldBytes = body.size() + unreadBytes();
    }

    /**
     * Begins to process a request, which is complete. The queue of the response has no limit until the response is finished, so
     * that no thread waits for the client.
     *
     * @return false if the timer has closed the connection
     */
    synchronized boolean beginProcessing() {
        return proceed(UNLIMITED, ClientPhase.PROCESSING);
    }

    /**
     * Begins an upgrade to a WebSocket, whose queue has Payara's limit. {@return false if the timer has closed the connection}
     */
    synchronized boolean beginUpgrade() {
        return proceed(defaultQueueBytes, ClientPhase.WEBSOCKET);
    }

    /** {@return whether the bytes of the connection are those of a WebSocket, open or closed} */
    boolean isWebSocket() {
        return phase == ClientPhase.WEBSOCKET || phase == ClientPhase.WEBSOCKET_CLOSED;
    }

    @Override
    public synchronized void disconnectSoon() {
        if (phase == ClientPhase.WEBSOCKET) {
            moveTo(ClientPhase.WEBSOCKET_CLOSED);
        }
    }

    private boolean proceed(int queueBytes, ClientPhase next) {
        if (phase == ClientPhase.CLOSING) {
            return false;
        }
        release();
        connection.setMaxAsyncWriteQueueSize(queueBytes);
        moveTo(next);
        return true;
    }

    @Override
    public synchronized void beginStream(long bytes) {
        if (phase == ClientPhase.PROCESSING) {
            connection.setMaxAsyncWriteQueueSize(STREAM_QUEUE_BYTES);
            responseBytes = bytes;
            moveTo(ClientPhase.STREAM);
        }
    }

    @Override
    public void onStreamProgress() {
        progress = System.nanoTime();
    }

    /** Records that the application has finished the response. {@return whether a part of it is still unread} */
    synchronized boolean onResponseFinished() {
        if (phase == ClientPhase.CLOSING) {
            return false;
        }
        heldBytes = unreadBytes();
        responseBytes = heldBytes;
        moveTo(heldBytes > 0 ? ClientPhase.RESPONSE : ClientPhase.IDLE);
        return heldBytes > 0;
    }

    /** Updates the number of unread bytes of the response. */
    synchronized void refresh() {
        if (phase == ClientPhase.STREAM) {
            heldBytes = unreadBytes();
        }
        if (phase == ClientPhase.RESPONSE) {
            int unreadBytes = unreadBytes();
            if (unreadBytes < heldBytes) {
                progress = System.nanoTime();
            }
            heldBytes = unreadBytes;
            if (unreadBytes == 0) {
                moveTo(ClientPhase.IDLE);
            }
        }
    }

    /**
     * Moves to the last phase, in which nothing more is read or processed. {@return false if the connection is in it already}
     */
    synchronized boolean beginClosing() {
        if (phase == ClientPhase.CLOSING) {
            return false;
        }
        release();
        moveTo(ClientPhase.CLOSING);
        return true;
    }

    private void release() {
        body = null;
        response = null;
        heldBytes = 0;
    }

    private void moveTo(ClientPhase next) {
        since = System.nanoTime();
        progress = since;
        phase = next;
    }
}
