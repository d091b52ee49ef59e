package org.chatboard.chat.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;

/** The open sockets of this node, by account. */
@ApplicationScoped
public class Connections {
    private static final String KEY = Connection.class.getName();
    /** Longest time from the judgement of an upgrade to its socket. */
    private static final long UPGRADE_MS = 120_000;

    private Settings settings;
    private AccountRateLimits rateLimits;

    private final Map<Long, Set<Connection>> byAccount = new ConcurrentHashMap<>();

    /** One too many of an account, on their way out: a client that is gone already would otherwise never end them. */
    private final Set<Connection> refused = ConcurrentHashMap.newKeySet();

    /** Sign-ins that ended lately, and when: an upgrade may have been judged before, and its socket come after. */
    private final Map<Long, Long> endedMs = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    protected Connections() {}

    /**
     * @param settings has the limits of an account's sockets
     * @param rateLimits has the rates of its frames
     */
    @Inject
    public Connections(Settings settings, AccountRateLimits rateLimits) {
        this.settings = settings;
        this.rateLimits = rateLimits;
    }

    /**
     * Adds a socket.
     *
     * @param plainPeer the account at the other end, where this is the plain door
     * @return the connection; it is closed again at once where the account has too many
     */
    public Connection add(Session session, SignedInAccount who, OptionalLong plainPeer) {
        Connection[] added = new Connection[1];
        boolean[] tooMany = new boolean[1];
        FrameLimiter limiter = new FrameLimiter(() -> rateLimits.of(who.accountId()));
        byAccount.compute(who.accountId(), (id, sockets) -> {
            Set<Connection> known = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
            SendQueue queue = new SendQueue(session, settings.limits().sendQueueFrames());
            added[0] = new Connection(session, who, plainPeer, queue, limiter);
            tooMany[0] = known.size() >= settings.limits().socketsPerAccount();
            if (!tooMany[0]) {
                known.add(added[0]);
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

    /** Ends the sockets of sign-ins that have ended, those still to be opened too. */
    public void endSignIns(Set<Long> signInIds) {
        long nowMs = System.currentTimeMillis();
        signInIds.forEach(signIn -> endedMs.put(signIn, nowMs));
        all().filter(connection -> signInIds.contains(connection.who().signInId()))
                .forEach(connection -> connection.bye(CloseCode.SIGNED_OUT));
    }

    /** Removes the connection of a closed session. */
    public void remove(Session session) {
        if (session.getUserProperties().remove(KEY) instanceof Connection connection) {
            connection.ended();
            refused.remove(connection);
            byAccount.computeIfPresent(connection.accountId(), (id, sockets) -> {
                sockets.remove(connection);
                return sockets.isEmpty() ? null : sockets;
            });
        }
    }

    /** Drops the ids of sign-ins that ended longer ago than an upgrade may take. */
    public void evictEndedSignIns() {
        long longAgoMs = System.currentTimeMillis() - UPGRADE_MS;
        endedMs.values().removeIf(ended -> ended < longAgoMs);
    }

    /** The connection of a session, null where it has been removed. */
    public static Connection of(Session session) {
        return session.getUserProperties().get(KEY) instanceof Connection connection ? connection : null;
    }

    public Collection<Connection> ofAccount(long accountId) {
        return byAccount.getOrDefault(accountId, Set.of());
    }

    /** Every open socket, those too that were refused and have not gone. */
    public Stream<Connection> all() {
        return Stream.concat(byAccount.values().stream().flatMap(Set::stream), refused.stream());
    }
}
