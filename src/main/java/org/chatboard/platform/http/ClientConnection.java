package org.chatboard.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * One TCP connection of a client, and what the server waits for. A worker thread moves it from phase to phase; the timer of {@link
 * ClientConnections} ends it where the client takes too long. Hence all changes are synchronized.
 */
final class ClientConnection {
    /** What the server waits for. */
    enum Phase {
        /** The head of a request: its first byte, or the rest. */
        HEAD,
        /** The next request of a connection that is kept alive. */
        IDLE,
        /** The rest of a body. */
        BODY,
        /** Nothing of the client: the application works at a request. */
        WORKING,
        /** The client takes up the rest of an answer. */
        ANSWER,
        /** Nothing: it is a WebSocket, which has limits of its own. */
        SOCKET,
        /** An error answer was sent; the client may read it before the connection is closed. */
        ENDING
    }

    private static final Attribute<ClientConnection> ATTRIBUTE =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(ClientConnection.class.getName());

    /** What the kernel keeps for a client that does not read; as {@code socket-write-buffer-size} of {@code pre-boot.asadmin}. */
    private static final int KERNEL_BYTES = 131_072;

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final NIOConnection connection;
    private final int usualQueueBytes;
    private volatile Phase phase = Phase.HEAD;
    private volatile long since = System.nanoTime();
    private volatile long progress = since;
    private volatile int held;
    private int answerBytes;
    private ByteArrayOutputStream body;
    private HttpResponsePacket response;
    private boolean bytesReceived;
    /** Key of the count that the connection is in; null where it is in none. */
    private String owner;
    /** Network of the client that it works for: the peer's, or the one behind a trusted proxy. */
    private volatile String network = "";

    private boolean removed;

    ClientConnection(Connection<?> connection) {
        this.connection = (NIOConnection) connection;
        usualQueueBytes = this.connection.getMaxAsyncWriteQueueSize();
        boundKernel();
        ATTRIBUTE.set(connection, this);
    }

    /** Grizzly sets the buffer where it is to grow alone; that of a connection from this machine begins with 2.5 MB. */
    private void boundKernel() {
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

    Phase phase() {
        return phase;
    }

    /** {@return when the phase began, as of {@link System#nanoTime()}} */
    long since() {
        return since;
    }

    /** {@return when the client last took or sent something in this phase, as of {@link System#nanoTime()}} */
    long progress() {
        return progress;
    }

    /** {@return bytes of the answer that the client had not taken when the application had finished it} */
    int answerBytes() {
        return answerBytes;
    }

    /** {@return the answer to the request whose body is awaited} */
    HttpResponsePacket response() {
        return response;
    }

    /** {@return the network whose memory {@link #held} is; unlike the count, it stays when a request is done} */
    String network() {
        return network;
    }

    void network(String name) {
        network = name;
    }

    /** Notes the count that the connection is in. @return false where it is removed already, and must not be counted */
    synchronized boolean owner(String name) {
        if (!removed) {
            owner = name;
        }
        return !removed;
    }

    /** Takes it out of its count. @return that count's key, null where it was in none */
    synchronized String takeOwner() {
        String was = owner;
        owner = null;
        return was;
    }

    /** It is closed: from now on nothing counts it. */
    synchronized void remove() {
        removed = true;
        end();
    }

    /** {@return bytes of memory that the client makes the server hold} */
    int held() {
        return held;
    }

    /** {@return bytes that the client has not taken yet} */
    int unread() {
        return connection.getAsyncWriteQueue().spaceInBytes();
    }

    /** Notes that the client has sent something. */
    void onBytesReceived() {
        bytesReceived = true;
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD);
        }
    }

    /** {@return whether nothing was asked for yet since bytes came: what follows in the same bytes is pipelined} */
    boolean takeFirstSinceBytes() {
        boolean was = bytesReceived;
        bytesReceived = false;
        return was;
    }

    /** {@return whether the server waits for the client to send something, and has not yet to read what it sent} */
    boolean isWaitedFor() {
        SelectionKey key = connection.getSelectionKey();
        return key.isValid() && (key.interestOps() & SelectionKey.OP_READ) != 0;
    }

    /** Ends it at once. What the client has not read, the kernel need not keep. */
    void reset() {
        end();
        try {
            ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // closed already
        }
        connection.terminateSilently();
    }

    /** The head is complete and the body is not. */
    synchronized void awaitBody(HttpResponsePacket answer) {
        body = new ByteArrayOutputStream();
        response = answer;
        enter(Phase.BODY);
    }

    /** {@return the body so far, null where none is awaited} */
    synchronized ByteArrayOutputStream body() {
        return phase == Phase.BODY ? body : null;
    }

    /** The body has grown. */
    synchronized void bodyGrew() {
        held = body.size() + unread();
    }

    /**
     * The request is complete. Until the answer is finished, no thread waits for the client: what it does not take is queued.
     *
     * @return false where the client took too long, and was told so
     */
    synchronized boolean work() {
        return proceed(UNLIMITED, Phase.WORKING);
    }

    /** The request asks to become a WebSocket, which has Payara's own limit of what is queued. @return false as {@link #work} */
    synchronized boolean becomeSocket() {
        return proceed(usualQueueBytes, Phase.SOCKET);
    }

    private boolean proceed(int queueBytes, Phase next) {
        if (phase == Phase.ENDING) {
            return false;
        }
        release();
        connection.setMaxAsyncWriteQueueSize(queueBytes);
        enter(next);
        return true;
    }

    /** The application has finished the answer. @return whether the client has still to take some of it */
    synchronized boolean answered() {
        if (phase == Phase.ENDING) {
            return false;
        }
        answerBytes = unread();
        held = answerBytes;
        enter(answerBytes > 0 ? Phase.ANSWER : Phase.IDLE);
        return answerBytes > 0;
    }

    /** Refreshes how much of the answer the client has not taken. */
    synchronized void refresh() {
        if (phase == Phase.ANSWER) {
            int unread = unread();
            if (unread < held) {
                progress = System.nanoTime();
            }
            held = unread;
            if (unread == 0) {
                enter(Phase.IDLE);
            }
        }
    }

    /** From now on nothing is read and nothing is answered. @return false where that was so already */
    synchronized boolean end() {
        if (phase == Phase.ENDING) {
            return false;
        }
        release();
        enter(Phase.ENDING);
        return true;
    }

    private void release() {
        body = null;
        response = null;
        held = 0;
    }

    private void enter(Phase next) {
        since = System.nanoTime();
        progress = since;
        phase = next;
    }
}
