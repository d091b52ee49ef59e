package org.chatboard.chat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.account.Person;
import org.chatboard.account.SignedIn;
import org.chatboard.chat.socket.SocketFault;
import org.chatboard.chat.socket.SocketGuard;
import org.chatboard.room.RoomMembers;

/** One open socket: whose it is, what it has been told, and what is on its way to it. */
final class Connection implements SocketGuard.Owner {
    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final Session session;
    private final SignedIn who;
    private final OptionalLong plainPeer;
    private final SendQueue queue;
    private final FrameBudget budget;
    private final long openedMs = System.currentTimeMillis();
    private final FrameParts parts = new FrameParts();
    private final RoomFeed feed = new RoomFeed(this::offer, () -> close(CloseCode.TOO_SLOW));
    private final Lookout lookout = new Lookout();
    private final AskedPages askedPages = new AskedPages();
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
    Connection(Session session, SignedIn who, OptionalLong plainPeer, SendQueue queue, FrameBudget budget) {
        this.session = session;
        this.who = who;
        this.person = new Person(who.accountId(), who.username(), who.displayName());
        this.plainPeer = plainPeer;
        this.queue = queue;
        this.budget = budget;
    }

    /** Sends a frame outside any room's order; a reader that has fallen behind is disconnected. */
    void offer(String frame) {
        if (!queue.offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    /**
     * Sends a frame that may be lost, to a page that has been welcomed, or once it is where it is just being welcomed.
     *
     * @return false where it was dropped
     */
    boolean offerPassing(String frame) {
        if (feed.isGreeted()) {
            return queue.offerPassing(frame);
        }
        feed.offerWelcomed(frame);
        return true;
    }

    /** Sends a frame of no room to a page, once it has been welcomed. */
    void offerWelcomed(String frame) {
        feed.offerWelcomed(frame);
    }

    /** Sends frames that the client asked for, at its pace. */
    void offerBulk(List<String> frames, Runnable next) {
        queue.offerBulk(frames, next);
    }

    /**
     * Sends the frame of a committed change, unless it waits as a number or was replayed.
     *
     * @return whether the socket must be told of the room first, by whoever calls
     */
    boolean offerLive(RoomMembers room, long seq, String frame) {
        if (plainPeer.isPresent()) {
            if (room.isDirectOf(accountId(), plainPeer.getAsLong())) {
                offer(frame);
            }
            return false;
        }
        return feed.offerLive(room.roomId(), seq, frame);
    }

    /** Something came from the client. */
    void heard() {
        lastHeardMs = System.currentTimeMillis();
    }

    /** Milliseconds since something came. */
    long silentMs(long nowMs) {
        return nowMs - lastHeardMs;
    }

    /** Milliseconds that a page has not been welcomed, 0 where it has. */
    long withoutHelloMs(long nowMs) {
        return plainPeer.isEmpty() && !feed.isGreeted() ? nowMs - openedMs : 0;
    }

    /** Whether it is time for a ping, which the caller then sends. Asked by one thread alone. */
    boolean pingIsDue(long nowMs, long everyMs) {
        boolean due = nowMs - lastPingMs >= everyMs;
        if (due) {
            lastPingMs = nowMs;
        }
        return due;
    }

    /** Milliseconds that the frame on the wire has been there, be it one of ours or of the container's. */
    long sendingForMs(long nowMs) {
        return Math.max(queue.sendingForMs(nowMs), guard.blockedForMs(nowMs));
    }

    /** Hears from now on what the guard of its transport finds. */
    void watch(SocketGuard socketGuard) {
        guard = socketGuard;
        socketGuard.bind(this);
    }

    @Override
    public boolean onExtraFrame() {
        return budget.takeMs(false) == 0 || budget.countRefusal();
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
    void bye(CloseCode code) {
        if (leaving != null) {
            return;
        }
        leaving = code;
        leavingMs = System.currentTimeMillis();
        if (isPlain()) {
            close(code);
        } else {
            queue.offerLast(ServerFrame.bye(code), code != CloseCode.RESTART, () -> close(code));
        }
    }

    /** Closes the socket where it was told to go so long ago. */
    void endLeaving(long nowMs, long patienceMs) {
        CloseCode code = leaving;
        if (code != null && nowMs - leavingMs >= patienceMs) {
            close(code);
        }
    }

    /** Closes with a code; what still waits is dropped. */
    void close(CloseCode code) {
        if (closing) {
            return;
        }
        leaving = code;
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

    /** The client has gone, or was closed. */
    void ended() {
        closing = true;
        queue.close();
    }

    /** Whether it was told to go: what still comes from it has no effect. */
    boolean isLeaving() {
        return leaving != null;
    }

    boolean isPlain() {
        return plainPeer.isPresent();
    }

    long plainPeer() {
        return plainPeer.getAsLong();
    }

    Session session() {
        return session;
    }

    SignedIn who() {
        return who;
    }

    long accountId() {
        return who.accountId();
    }

    Person person() {
        return person;
    }

    void rename(Person renamed) {
        person = renamed;
    }

    /** What it has been told of its rooms. */
    RoomFeed feed() {
        return feed;
    }

    /** Whether somebody looks at the page, and whom it shows. */
    Lookout lookout() {
        return lookout;
    }

    /** What it asked for of its rooms' history. */
    AskedPages askedPages() {
        return askedPages;
    }

    /** The frame that is just coming. */
    FrameParts parts() {
        return parts;
    }

    FrameBudget budget() {
        return budget;
    }
}
