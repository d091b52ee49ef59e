package org.chatboard.chat;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chatboard.account.SignedIn;
import org.chatboard.system.Settings;

/** The open sockets of this node, by account. */
@ApplicationScoped
class Connections {
    private static final String KEY = Connection.class.getName();
    private static final int MESSAGE_BURST = 5;
    private static final int FRAME_BURST = 4;

    @Inject
    Settings settings;

    private final Map<Long, Sockets> byAccount = new ConcurrentHashMap<>();

    /** The sockets of an account, and what they may send together. */
    private record Sockets(Collection<Connection> open, Bucket messages, Bucket others) {}

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
            added[0] =
                    new Connection(session, who, plainPeer, queue, new FrameBudget(known.messages(), known.others()));
            tooMany[0] = known.open().size() >= settings.limits().socketsPerAccount();
            if (!tooMany[0]) {
                known.open().add(added[0]);
            }
            return known;
        });
        session.getUserProperties().put(KEY, added[0]);
        if (tooMany[0]) {
            added[0].bye(CloseCode.TOO_MANY_SOCKETS);
        }
        return added[0];
    }

    private Sockets none() {
        return new Sockets(
                ConcurrentHashMap.newKeySet(),
                FrameBudget.bucket(settings.limits().messagesPerSecond(), MESSAGE_BURST),
                FrameBudget.bucket(settings.limits().framesPerSecond(), FRAME_BURST));
    }

    /**
     * Takes a message from the budget of an account that posts it by another way than a socket.
     *
     * @return 0 where it is allowed, else the milliseconds after which it may be
     */
    long takeMessageMs(long accountId) {
        Sockets sockets = byAccount.computeIfAbsent(accountId, id -> none());
        return new FrameBudget(sockets.messages(), sockets.others()).takeMs(true);
    }

    /** Forgets a closed socket; the account's last one takes its budget with it once that is whole again. */
    void remove(Session session) {
        if (session.getUserProperties().remove(KEY) instanceof Connection connection) {
            connection.ended();
            byAccount.computeIfPresent(connection.accountId(), (id, sockets) -> {
                sockets.open().remove(connection);
                return sockets.open().isEmpty() && isWhole(sockets.messages()) ? null : sockets;
            });
        }
    }

    /** Else a client could fill its budget up by coming back. */
    private boolean isWhole(Bucket messages) {
        return messages == null
                || messages.getAvailableTokens() >= (long) settings.limits().messagesPerSecond() * MESSAGE_BURST;
    }

    /** Drops the budgets of accounts that have no socket any more and could send as much as at first. */
    void forgetIdle() {
        for (Long account : List.copyOf(byAccount.keySet())) {
            byAccount.computeIfPresent(
                    account, (id, sockets) -> sockets.open().isEmpty() && isWhole(sockets.messages()) ? null : sockets);
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

    Stream<Connection> all() {
        return byAccount.values().stream().flatMap(sockets -> sockets.open().stream());
    }
}
