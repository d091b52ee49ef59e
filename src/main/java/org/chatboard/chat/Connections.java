package org.chatboard.chat;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chatboard.account.SignedIn;
import org.chatboard.system.Limits;
import org.chatboard.system.Settings;

/** The open sockets of this node, by account. */
@ApplicationScoped
class Connections {
    private static final String KEY = Connection.class.getName();
    private static final int MESSAGE_BURST = 5;
    private static final int FRAME_BURST = 4;
    private static final int READ_BURST = 16;

    /** Longest time from the judgement of an upgrade to its socket. */
    private static final long UPGRADE_MS = 120_000;

    @Inject
    Settings settings;

    private final Map<Long, Sockets> byAccount = new ConcurrentHashMap<>();

    /** One too many of an account, on their way out: a client that is gone already would otherwise never end them. */
    private final Set<Connection> refused = ConcurrentHashMap.newKeySet();

    /** Sign-ins that ended lately, and when: an upgrade may have been judged before, and its socket come after. */
    private final Map<Long, Long> endedMs = new ConcurrentHashMap<>();

    /** The sockets of an account, and what they may send together. */
    private record Sockets(Collection<Connection> open, Bucket messages, Bucket others, Bucket reads) {
        /** Else a client could fill its budget up by coming back. */
        boolean isWhole(Limits limits) {
            return isWhole(messages, limits.messagesPerSecond(), MESSAGE_BURST)
                    && isWhole(others, limits.framesPerSecond(), FRAME_BURST)
                    && isWhole(reads, limits.readBytesPerSecond(), READ_BURST);
        }

        FrameBudget budget() {
            return new FrameBudget(messages, others, reads);
        }

        private static boolean isWhole(Bucket bucket, long perSecond, int burst) {
            return bucket == null || bucket.getAvailableTokens() >= perSecond * burst;
        }
    }

    /**
     * Adds a socket.
     *
     * @param plainPeer the account at the other end, where this is the plain door
     * @return the connection; it is closed again at once where the account has too many
     */
    Connection add(Session session, SignedIn who, OptionalLong plainPeer) {
        Connection[] added = new Connection[1];
        boolean[] tooMany = new boolean[1];
        byAccount.compute(who.accountId(), (id, sockets) -> {
            Sockets known = sockets == null ? none() : sockets;
            SendQueue queue = new SendQueue(session, settings.limits().sendQueueFrames());
            added[0] = new Connection(session, who, plainPeer, queue, known.budget());
            tooMany[0] = known.open().size() >= settings.limits().socketsPerAccount();
            if (!tooMany[0]) {
                known.open().add(added[0]);
            }
            return known;
        });
        session.getUserProperties().put(KEY, added[0]);
        if (tooMany[0]) {
            refused.add(added[0]); // before it is told so: its end may come within that call
        }
        if (endedMs.containsKey(who.signInId())) {
            added[0].bye(CloseCode.SIGNED_OUT);
        }
        if (tooMany[0]) {
            added[0].bye(CloseCode.TOO_MANY_SOCKETS);
        }
        return added[0];
    }

    private Sockets none() {
        return new Sockets(
                ConcurrentHashMap.newKeySet(),
                FrameBudget.bucket(settings.limits().messagesPerSecond(), MESSAGE_BURST),
                FrameBudget.bucket(settings.limits().framesPerSecond(), FRAME_BURST),
                FrameBudget.bucket(settings.limits().readBytesPerSecond(), READ_BURST));
    }

    /**
     * Takes a message from the budget of an account that posts it by another way than a socket.
     *
     * @return 0 where it is allowed, else the milliseconds after which it may be
     */
    long takeMessageMs(long accountId) {
        return budgetOf(accountId).takeMs(true);
    }

    /** The same of any other request. */
    long takeOtherMs(long accountId) {
        return budgetOf(accountId).takeMs(false);
    }

    /** The budget of an account, for what it asks for by another way than a socket. */
    FrameBudget budgetOf(long accountId) {
        return byAccount.computeIfAbsent(accountId, id -> none()).budget();
    }

    /** Ends the sockets of sign-ins that have ended, those still to be opened too. */
    void endSignIns(Set<Long> signInIds) {
        long nowMs = System.currentTimeMillis();
        signInIds.forEach(signIn -> endedMs.put(signIn, nowMs));
        all().filter(connection -> signInIds.contains(connection.who().signInId()))
                .forEach(connection -> connection.bye(CloseCode.SIGNED_OUT));
    }

    /** Forgets a closed socket; the account's last one takes its budget with it once that is whole again. */
    void remove(Session session) {
        if (session.getUserProperties().remove(KEY) instanceof Connection connection) {
            connection.ended();
            refused.remove(connection);
            byAccount.computeIfPresent(connection.accountId(), (id, sockets) -> {
                sockets.open().remove(connection);
                return sockets.open().isEmpty() && sockets.isWhole(settings.limits()) ? null : sockets;
            });
        }
    }

    /** Drops the budgets of accounts that have no socket any more and could send as much as at first, and old endings. */
    void forgetIdle() {
        long longAgoMs = System.currentTimeMillis() - UPGRADE_MS;
        endedMs.values().removeIf(ended -> ended < longAgoMs);
        for (Long account : List.copyOf(byAccount.keySet())) {
            byAccount.computeIfPresent(
                    account,
                    (id, sockets) -> sockets.open().isEmpty() && sockets.isWhole(settings.limits()) ? null : sockets);
        }
    }

    /** The connection of a session, null where it has been removed. */
    static Connection of(Session session) {
        return session.getUserProperties().get(KEY) instanceof Connection connection ? connection : null;
    }

    Collection<Connection> ofAccount(long accountId) {
        Sockets sockets = byAccount.get(accountId);
        return sockets == null ? List.of() : sockets.open();
    }

    /** Every open socket, those too that were refused and have not gone. */
    Stream<Connection> all() {
        return Stream.concat(byAccount.values().stream().flatMap(sockets -> sockets.open().stream()), refused.stream());
    }
}
