package org.chatboard.chat.connection;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.chat.guard.SocketFault;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;

/** One open socket: its account, its subscriptions, its send queue and its limits. Any thread may send to it. */
public final class Connection implements SocketGuard.Owner {
    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final Session session;
    private final SignedInAccount account;
    private final OptionalLong plainPeer;
    private final SendQueue queue;
    private final FrameLimiter limiter;
    private final long openedMs = System.currentTimeMillis();
    private final PartialFrame partialFrame = new PartialFrame();
    private final RoomSubscriptions subscriptions =
            new RoomSubscriptions(this::enqueue, () -> tooSlow = true, this::flush);
    private final PresenceSubscription presenceSubscription = new PresenceSubscription();
    private final HistoryRequests historyRequests = new HistoryRequests();
    private volatile SocketGuard guard = SocketGuard.NONE;
    private volatile Person person;
    private volatile long lastActivityMs = openedMs;
    private long lastPingMs = openedMs;
    private volatile CloseCode closeCode; // null until the server decides to close the socket
    private volatile boolean tooSlow; // a frame did not fit into the queue; the next flush closes the socket
    private volatile long byeSentMs;
    private volatile boolean closed;

    /**
     * Creates the connection of an open session.
     *
     * @param plainPeer id of the other account of the conversation on the plain endpoint; empty on {@code /ws}
     */
    Connection(
            Session session, SignedInAccount account, OptionalLong plainPeer, SendQueue queue, FrameLimiter limiter) {
        this.session = session;
        this.account = account;
        this.person = account.toPerson();
        this.plainPeer = plainPeer;
        this.queue = queue;
        this.limiter = limiter;
    }

    /** Sends a frame. Closes the socket with 4008 if its send queue is full. */
    public void offer(String frame) {
        enqueue(frame);
        flush();
    }

    private void enqueue(String frame) {
        if (!tooSlow && !queue.offer(frame)) {
            tooSlow = true;
        }
    }

    /** Sends what is queued. Does nothing for a caller with the lock of the subscriptions, which flush when they release it. */
    private void flush() {
        if (Thread.holdsLock(subscriptions)) {
            return;
        }
        if (tooSlow) {
            close(CloseCode.TOO_SLOW);
        } else {
            queue.flush();
        }
    }

    /**
     * Sends an ephemeral frame, once {@code welcome} is queued. Drops the frame before {@code hello}, and if the send queue is
     * half full.
     *
     * @return false if the send queue was too full
     */
    public boolean offerEphemeral(String frame) {
        if (subscriptions.isGreeted()) {
            boolean queued = queue.offerEphemeral(frame);
            flush();
            return queued;
        }
        subscriptions.offerAfterWelcome(frame);
        return true;
    }

    /** Sends an ephemeral frame of a room as {@link #offerEphemeral(String)} does. Drops the frame if the client does not know the room. */
    public void offerEphemeral(long roomId, String frame) {
        if (!subscriptions.isGreeted()) {
            subscriptions.offerUnnumbered(roomId, frame);
        } else {
            subscriptions.sendEphemeral(roomId, () -> queue.offerEphemeral(frame));
        }
    }

    /** Sends a frame that belongs to no room, once {@code welcome} is queued. Drops the frame before {@code hello}. */
    public void offerAfterWelcome(String frame) {
        subscriptions.offerAfterWelcome(frame);
    }

    /** Sends frames that the client requested. {@code next} runs once the send queue is empty. */
    public void offerBulk(List<String> frames, Runnable next) {
        queue.offerBulk(frames, next);
        flush();
    }

    /**
     * Sends the frame of a committed change, unless a replay sends it or has sent it.
     *
     * @return whether the caller must start the replays of this socket
     */
    public boolean offerDurable(RoomMembers room, long seq, String frame) {
        if (plainPeer.isPresent()) {
            if (room.isDirectOf(accountId(), plainPeer.getAsLong())) {
                offer(frame);
            }
            return false;
        }
        return subscriptions.offerDurable(room.roomId(), seq, frame);
    }

    /** Records that a frame of the client has arrived, which restarts the idle timeout. */
    public void recordActivity() {
        lastActivityMs = System.currentTimeMillis();
    }

    /** {@return milliseconds since the last frame of the client} */
    public long idleMs(long nowMs) {
        return nowMs - lastActivityMs;
    }

    /**
     * {@return milliseconds that a page's socket has been open without an answered {@code hello}; 0 after the answer, and on the
     * plain endpoint}
     */
    public long awaitingHelloMs(long nowMs) {
        return plainPeer.isEmpty() && !subscriptions.isGreeted() ? nowMs - openedMs : 0;
    }

    /**
     * Starts a new ping interval if the last one is over. {@return whether it did, so that the caller must send a ping} Only the
     * heartbeat thread calls this method.
     */
    public boolean startPingIfDue(long nowMs, long everyMs) {
        boolean due = nowMs - lastPingMs >= everyMs;
        if (due) {
            lastPingMs = nowMs;
        }
        return due;
    }

    /**
     * {@return milliseconds since the oldest unfinished send began, be it a send of the application or of the container; 0 for
     * none}
     */
    public long sendingForMs(long nowMs) {
        return Math.max(queue.sendingForMs(nowMs), guard.blockedForMs(nowMs));
    }

    /** Sets the guard of this socket, which reports faults to this connection from now on. */
    public void attach(SocketGuard socketGuard) {
        guard = socketGuard;
        socketGuard.bind(this);
    }

    @Override
    public boolean onExtraFrame() {
        return limiter.acquireMs(false) == 0 || limiter.countRejected();
    }

    @Override
    public void onFault(SocketFault fault) {
        switch (fault) {
            case UNMASKED -> close(CloseCode.UNMASKED);
            case TOO_LARGE -> close(CloseCode.TOO_LARGE);
            case TOO_MANY -> closeWithBye(CloseCode.FLOOD);
            case UNREAD -> close(CloseCode.FLOOD); // the client reads nothing, so it would not read bye either
        }
    }

    /**
     * Sends {@code bye}, and closes the socket once {@code bye} is on the wire. Closes a socket of the plain endpoint at once,
     * because that has no {@code bye}. Frames that are queued already are sent first if the server stops, and dropped for any
     * other code. If the client does not read {@code bye}, {@link #closeIfByeTimedOut} closes the socket.
     */
    public void closeWithBye(CloseCode code) {
        if (closeCode != null) {
            return;
        }
        byeSentMs = System.currentTimeMillis(); // set before the close code: from then on the heartbeat reads it
        recordCloseCode(code);
        if (isPlain()) {
            close(code);
        } else {
            queue.offerLast(ServerFrame.bye(code), code != CloseCode.RESTART, () -> close(code));
            queue.flush();
        }
    }

    /** Closes the socket if {@code bye} was queued at least {@code timeoutMs} milliseconds ago. */
    public void closeIfByeTimedOut(long nowMs, long timeoutMs) {
        CloseCode code = closeCode;
        if (code != null && nowMs - byeSentMs >= timeoutMs) {
            close(code);
        }
    }

    /** Closes the socket at once and drops the frames in its send queue. A second call has no effect. */
    public void close(CloseCode code) {
        if (closed) {
            return;
        }
        recordCloseCode(code);
        closed = true;
        queue.close();
        LOG.info(() -> "WebSocket closed by the server: User=" + account.username() + ", code " + code.getCode());
        try {
            CloseReason reason = code.reason();
            session.close(reason);
        } catch (IOException | RuntimeException e) { // not rethrown: the caller may have to close other sockets
            LOG.log(Level.FINE, "The socket was closed already", e);
        }
    }

    private void recordCloseCode(CloseCode code) {
        if (code == CloseCode.FLOOD && closeCode == null) {
            limiter.countFlood();
        }
        closeCode = code;
    }

    /** Stops sending, because the session is closed. */
    void onSessionClosed() {
        closed = true;
        queue.close();
    }

    /** {@return whether the server has decided to close the socket; frames of the client have no effect any more} */
    public boolean isClosing() {
        return closeCode != null;
    }

    /** {@return whether this is a socket of the plain endpoint} */
    public boolean isPlain() {
        return plainPeer.isPresent();
    }

    /** {@return id of the other account of the conversation; only on the plain endpoint} */
    public long plainPeer() {
        return plainPeer.getAsLong();
    }

    public Session session() {
        return session;
    }

    public SignedInAccount account() {
        return account;
    }

    public long accountId() {
        return account.accountId();
    }

    public Person person() {
        return person;
    }

    public void rename(Person renamed) {
        person = renamed;
    }

    /** {@return the subscriptions to the rooms of a page; a socket of the plain endpoint does not use them} */
    public RoomSubscriptions subscriptions() {
        return subscriptions;
    }

    /**
     * {@return the presence data of the page: whether its person is active, and the accounts whose presence it shows}
     */
    public PresenceSubscription presenceSubscription() {
        return presenceSubscription;
    }

    /** {@return the {@code history} requests that are not answered yet} */
    public HistoryRequests historyRequests() {
        return historyRequests;
    }

    /** {@return the text message whose parts are still arriving} */
    public PartialFrame partialFrame() {
        return partialFrame;
    }

    public FrameLimiter limiter() {
        return limiter;
    }
}
