package org.chatboard.chat.connection;

import jakarta.websocket.Session;
import java.util.List;
import java.util.OptionalLong;
import org.chatboard.chat.guard.SocketFault;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;

/** One open socket: its account, its subscriptions, its send queue and its limits. Any thread may send to it. */
public final class Connection implements SocketGuard.Owner {
    private final Session session;
    private final SignedInAccount account;
    private final OptionalLong plainPeer;
    private final SendQueue queue;
    private final FrameLimiter limiter;
    private final PartialFrame partialFrame = new PartialFrame();
    final SendLock lock = new SendLock(this::sendQueued);
    private final RoomSubscriptions subscriptions = new RoomSubscriptions(lock, this::enqueue, () -> tooSlow = true);
    private final PresenceSubscription presenceSubscription = new PresenceSubscription();
    private final HistoryRequests historyRequests = new HistoryRequests();
    private final SocketTimes times = new SocketTimes();
    private final SocketClosing closing;
    private final SocketGuard guard;
    private volatile Person person;
    private volatile boolean tooSlow; // a frame did not fit into the queue; the next flush closes the socket

    /**
     * Creates the connection of an open session.
     *
     * @param caller has its account, and the guard of its transport
     * @param plainPeer id of the other account of the conversation on the plain endpoint; empty on {@code /ws}
     */
    Connection(Session session, SocketPrincipal caller, OptionalLong plainPeer, SendQueue queue, FrameLimiter limiter) {
        this.session = session;
        this.account = caller.account();
        this.guard = caller.guard();
        this.person = account.toPerson();
        this.plainPeer = plainPeer;
        this.queue = queue;
        this.limiter = limiter;
        this.closing = new SocketClosing(session, account.username(), queue, limiter);
    }

    /** Sends a frame. Closes the socket with 4008 if its send queue is full. */
    public void offer(String frame) {
        enqueue(frame);
        lock.flush();
    }

    private void enqueue(String frame) {
        if (!tooSlow && !queue.offer(frame)) {
            tooSlow = true;
        }
    }

    private void sendQueued() {
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
            lock.flush();
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
        lock.flush();
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

    /**
     * {@return milliseconds that a page's socket has been open without an answered {@code hello}; 0 after the answer, and on the
     * plain endpoint}
     */
    public long awaitingHelloMs(long nowMs) {
        return plainPeer.isEmpty() && !subscriptions.isGreeted() ? times.openForMs(nowMs) : 0;
    }

    /**
     * {@return milliseconds since the oldest unfinished send began, be it a send of the application or of the container; 0 for
     * none}
     */
    public long sendingForMs(long nowMs) {
        return Math.max(queue.sendingForMs(nowMs), guard.blockedForMs(nowMs));
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
     * because that has no {@code bye}. Has no effect if the server closes the socket already.
     */
    public void closeWithBye(CloseCode code) {
        closing.closeWithBye(code, isPlain());
    }

    /** Closes the socket if {@code bye} was queued at least {@code timeoutMs} milliseconds ago. */
    public void closeIfByeTimedOut(long nowMs, long timeoutMs) {
        closing.closeIfByeTimedOut(nowMs, timeoutMs);
    }

    /** Closes the socket at once and drops the frames in its send queue. A second call has no effect. */
    public void close(CloseCode code) {
        closing.close(code);
    }

    /** Stops sending, because the session is closed. */
    void onSessionClosed() {
        closing.onSessionClosed();
        guard.onSessionClosed();
    }

    /** {@return whether the server has decided to close the socket; frames of the client have no effect any more} */
    public boolean isClosing() {
        return closing.isClosing();
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

    /** {@return when the socket was used last, and when it is pinged} */
    public SocketTimes times() {
        return times;
    }

    /** {@return the text message whose parts are still arriving} */
    public PartialFrame partialFrame() {
        return partialFrame;
    }

    public FrameLimiter limiter() {
        return limiter;
    }
}
