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
    /** Longest time from the check of an upgrade request until its socket is open. */
    private static final long UPGRADE_MS = 120_000;

    private Settings settings;
    private AccountRateLimits rateLimits;

    private final Map<Long, Set<Connection>> byAccount = new ConcurrentHashMap<>();

    /** Sockets above the limit of their account, until they are closed. The heartbeat must check these sockets too. */
    private final Set<Connection> rejected = ConcurrentHashMap.newKeySet();

    /**
     * When sign-ins ended, by their id, for the last two minutes. An upgrade request may have been checked before its sign-in
     * ended, and its socket may open only afterwards.
     */
    private final Map<Long, Long> signInEndedMs = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    protected Connections() {}

    /**
     * Creates the registry.
     *
     * @param settings has the limits of sockets
     * @param rateLimits has the rate limits of frames
     */
    @Inject
    public Connections(Settings settings, AccountRateLimits rateLimits) {
        this.settings = settings;
        this.rateLimits = rateLimits;
    }

    /**
     * Adds a socket.
     *
     * @param caller has its account, and its guard, which reports faults to the connection from now on
     * @param plainPeer id of the other account of the conversation on the plain endpoint; empty on {@code /ws}
     * @return the connection; it is closed at once if the account has too many sockets or its sign-in has ended
     */
    public Connection add(Session session, SocketPrincipal caller, OptionalLong plainPeer) {
        SignedInAccount account = caller.account();
        Connection[] added = new Connection[1];
        boolean[] tooMany = new boolean[1];
        FrameLimiter limiter = new FrameLimiter(() -> rateLimits.of(account.accountId()));
        byAccount.compute(account.accountId(), (id, sockets) -> {
            Set<Connection> open = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
            SendQueue queue = new SendQueue(session, settings.limits().sendQueueFrames());
            added[0] = new Connection(session, caller, plainPeer, queue, limiter);
            tooMany[0] = open.size() >= settings.limits().socketsPerAccount();
            if (!tooMany[0]) {
                open.add(added[0]);
            }
            return open;
        });
        session.getUserProperties().put(KEY, added[0]);
        caller.guard().bind(added[0]);
        if (tooMany[0]) {
            rejected.add(added[0]); // before closeWithBye: the session may end within that call
        }
        if (signInEndedMs.containsKey(account.signInId())) {
            added[0].closeWithBye(CloseCode.SIGNED_OUT);
        }
        if (tooMany[0]) {
            added[0].closeWithBye(CloseCode.TOO_MANY_SOCKETS);
        }
        return added[0];
    }

    /**
     * Closes the sockets of sign-ins that have ended. If an upgrade is still under way, {@link #add} closes its socket later.
     */
    public void endSignIns(Set<Long> signInIds) {
        long nowMs = System.currentTimeMillis();
        signInIds.forEach(signIn -> signInEndedMs.put(signIn, nowMs));
        all().filter(connection -> signInIds.contains(connection.account().signInId()))
                .forEach(connection -> connection.closeWithBye(CloseCode.SIGNED_OUT));
    }

    /** Removes the connection of a closed session. */
    public void remove(Session session) {
        if (session.getUserProperties().remove(KEY) instanceof Connection connection) {
            connection.onSessionClosed();
            rejected.remove(connection);
            byAccount.computeIfPresent(connection.accountId(), (id, sockets) -> {
                sockets.remove(connection);
                return sockets.isEmpty() ? null : sockets;
            });
        }
    }

    /** Evicts the ids of sign-ins that ended longer ago than an upgrade may take. */
    public void evictEndedSignIns() {
        long longAgoMs = System.currentTimeMillis() - UPGRADE_MS;
        signInEndedMs.values().removeIf(ended -> ended < longAgoMs);
    }

    /** {@return the connection of a session, null if it has been removed} */
    public static Connection of(Session session) {
        return session.getUserProperties().get(KEY) instanceof Connection connection ? connection : null;
    }

    /** {@return the open sockets of an account on this node} */
    public Collection<Connection> ofAccount(long accountId) {
        return byAccount.getOrDefault(accountId, Set.of());
    }

    /** {@return every open socket, also those that are above the limit of their account and not closed yet} */
    public Stream<Connection> all() {
        return Stream.concat(byAccount.values().stream().flatMap(Set::stream), rejected.stream());
    }
}
