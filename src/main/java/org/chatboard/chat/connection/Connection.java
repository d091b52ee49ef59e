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

/** One open socket: whose it is, what it has been told, and what is on its way to it. */
public final class Connection implements SocketGuard.Owner {
    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final Session session;
    private final SignedInAccount who;
    private final OptionalLong plainPeer;
    private final SendQueue queue;
    private final FrameLimiter limiter;
    private final long openedMs = System.currentTimeMillis();
    private final PartialFrame parts = new PartialFrame();
    private final RoomSubscriptions subscriptions = new RoomSubscriptions(this::offer, () -> close(CloseCode.TOO_SLOW));
    private final PresenceSubscription lookout = new PresenceSubscription();
    private final HistoryRequests askedPages = new HistoryRequests();
    private volatile SocketGuard guard = SocketGuard.NONE;
    private volatile Person person;
    private volatile long lastHeardMs = openedMs;
    private long lastPingMs = openedMs;
    private volatile CloseCode leaving; // null while it may stay
    private volatile long leavingMs;
    private volatile boolean closing;

    /**
     * Makes the connection of an open session.
     *
     * @param plainPeer the account at the other end, where this is the plain door
     */
    Connection(Session session, SignedInAccount who, OptionalLong plainPeer, SendQueue queue, FrameLimiter limiter) {
        this.session = session;
        this.who = who;
        this.person = new Person(who.accountId(), who.username(), who.displayName());
        this.plainPeer = plainPeer;
        this.queue = queue;
        this.limiter = limiter;
    }

    /** Sends a frame outside any room's order; a reader that has fallen behind is disconnected. */
    public void offer(String frame) {
        if (!queue.offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    /**
     * Sends a frame that may be lost, to a page that has been welcomed, or once it is where it is just being welcomed.
     *
     * @return false where it was dropped
     */
    public boolean offerPassing(String frame) {
        if (subscriptions.isGreeted()) {
            return queue.offerPassing(frame);
        }
        subscriptions.offerAfterWelcome(frame);
        return true;
    }

    /** Sends a frame of no room to a page, once it has been welcomed. */
    public void offerWelcomed(String frame) {
        subscriptions.offerAfterWelcome(frame);
    }

    /** Sends frames that the client asked for, at its pace. */
    public void offerBulk(List<String> frames, Runnable next) {
        queue.offerBulk(frames, next);
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

    /** Something came from the client. */
    public void heard() {
        lastHeardMs = System.currentTimeMillis();
    }

    /** Milliseconds since something came. */
    public long silentMs(long nowMs) {
        return nowMs - lastHeardMs;
    }

    /** Milliseconds that a page has not been welcomed, 0 where it has. */
    public long withoutHelloMs(long nowMs) {
        return plainPeer.isEmpty() && !subscriptions.isGreeted() ? nowMs - openedMs : 0;
    }

    /** Whether it is time for a ping, which the caller then sends. Asked by one thread alone. */
    public boolean pingIsDue(long nowMs, long everyMs) {
        boolean due = nowMs - lastPingMs >= everyMs;
        if (due) {
            lastPingMs = nowMs;
        }
        return due;
    }

    /** Milliseconds that the frame on the wire has been there, be it one of ours or of the container's. */
    public long sendingForMs(long nowMs) {
        return Math.max(queue.sendingForMs(nowMs), guard.blockedForMs(nowMs));
    }

    /** Hears from now on what the guard of its transport finds. */
    public void watch(SocketGuard socketGuard) {
        guard = socketGuard;
        socketGuard.bind(this);
    }

    @Override
    public boolean onExtraFrame() {
        return limiter.takeMs(false) == 0 || limiter.countRejected();
    }

    @Override
    public void onFault(SocketFault fault) {
        switch (fault) {
            case UNMASKED -> close(CloseCode.BROKEN);
            case TOO_LARGE -> close(CloseCode.TOO_LARGE);
            case TOO_MANY -> bye(CloseCode.FLOOD);
            case UNREAD -> close(CloseCode.FLOOD); // it would not read a word either
        }
    }

    /**
     * Says {@code bye} where a page listens, and closes: after what still waits where the server stops, at once where the client may
     * see no more. One that does not read it is closed by {@link #endLeaving}.
     */
    public void bye(CloseCode code) {
        if (leaving != null) {
            return;
        }
        leavingMs = System.currentTimeMillis(); // before the heartbeat sees that it leaves
        leave(code);
        if (isPlain()) {
            close(code);
        } else {
            queue.offerLast(ServerFrame.bye(code), code != CloseCode.RESTART, () -> close(code));
        }
    }

    /** Closes the socket where it was told to go so long ago. */
    public void endLeaving(long nowMs, long patienceMs) {
        CloseCode code = leaving;
        if (code != null && nowMs - leavingMs >= patienceMs) {
            close(code);
        }
    }

    /** Closes with a code; what still waits is dropped. */
    public void close(CloseCode code) {
        if (closing) {
            return;
        }
        leave(code);
        closing = true;
        queue.close();
        LOG.info(() -> "WebSocket closed by the server: User=" + who.username() + ", code " + code.getCode());
        try {
            CloseReason reason = code.reason();
            session.close(reason);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are still to be closed
            LOG.log(Level.FINE, "The socket was closed already", e);
        }
    }

    private void leave(CloseCode code) {
        if (code == CloseCode.FLOOD && leaving == null) {
            limiter.countFlood();
        }
        leaving = code;
    }

    /** The client has gone, or was closed. */
    void ended() {
        closing = true;
        queue.close();
    }

    /** Whether it was told to go: what still comes from it has no effect. */
    public boolean isLeaving() {
        return leaving != null;
    }

    public boolean isPlain() {
        return plainPeer.isPresent();
    }

    public long plainPeer() {
        return plainPeer.getAsLong();
    }

    public Session session() {
        return session;
    }

    public SignedInAccount who() {
        return who;
    }

    public long accountId() {
        return who.accountId();
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

    /** Whether somebody looks at the page, and whom it shows. */
    public PresenceSubscription lookout() {
        return lookout;
    }

    /** What it asked for of its rooms' history. */
    public HistoryRequests askedPages() {
        return askedPages;
    }

    /** The frame that is just coming. */
    public PartialFrame parts() {
        return parts;
    }

    public FrameLimiter limiter() {
        return limiter;
    }
}
