package org.chatboard.conversation.presence;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.presence.LastSeenService.LastSeen;
import org.chatboard.people.preference.PreferencesChanged;

/**
 * Tracks the presence of each account over all its sockets on this node. The presence of an account does not change if the
 * account reconnects within {@value #GRACE_MS} ms. Changes are published at most once in {@value #MIN_INTERVAL_MS} ms for each
 * account; intermediate states are skipped. Methods may be called by any thread.
 */
@ApplicationScoped
public class PresenceRegistry {
    /**
     * How long an account without a socket keeps its presence, so that it can reconnect. After the server's start, the presence
     * of accounts that have not connected is unknown for the same time.
     */
    static final long GRACE_MS = 15_000;

    static final long MIN_INTERVAL_MS = 2_000;

    @Inject
    Clock clock;

    @Inject
    LastSeenCache lastSeen;

    private final Map<Long, AccountState> states = new HashMap<>();

    /** Accounts whose presence may differ from the published one. */
    private final Set<Long> changed = new LinkedHashSet<>();

    /**
     * Accounts that have begun or stopped to hide their presence. This change is always published, even if the presence is the
     * same.
     */
    private final Set<Long> visibilityChanged = new HashSet<>();

    /** Accounts whose last socket has closed since the last call of {@link #pollDisconnected}. */
    private final Set<Long> disconnected = new HashSet<>();

    private long startedMs;

    @PostConstruct
    void start() {
        startedMs = clock.millis();
    }

    /**
     * Adds a socket of an account.
     *
     * @param active whether the socket's page is active
     */
    public synchronized void connected(long accountId, boolean active) {
        AccountState state = states.computeIfAbsent(accountId, id -> new AccountState());
        state.sockets++;
        state.active += active ? 1 : 0;
        changed.add(accountId);
    }

    /**
     * Removes a socket of an account.
     *
     * @param active whether the socket's page was active
     */
    public synchronized void disconnected(long accountId, boolean active) {
        AccountState state = states.get(accountId);
        state.beforeDisconnect = state.active > 0 ? PresenceState.ONLINE : PresenceState.AWAY;
        state.sockets--;
        state.active -= active ? 1 : 0;
        state.disconnectedMs = clock.millis();
        changed.add(accountId);
        if (state.sockets == 0) {
            disconnected.add(accountId);
        }
    }

    /**
     * Changes whether the page of a socket is active.
     *
     * @param active the new state, which differs from the previous one
     */
    public synchronized void activityChanged(long accountId, boolean active) {
        states.get(accountId).active += active ? 1 : -1;
        changed.add(accountId);
    }

    synchronized void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        if (event.former().hidesPresence() != event.preferences().hidesPresence()) {
            changed.add(event.accountId());
            visibilityChanged.add(event.accountId());
        }
    }

    /** {@return the current presence of accounts, in the given order; reads the accounts that are not cached} */
    public List<Presence> current(Collection<Long> accountIds) {
        Map<Long, LastSeen> stored = lastSeen.find(accountIds);
        synchronized (this) {
            return accountIds.stream()
                    .map(account -> returnedEarly(presence(account, stored.get(account))))
                    .toList();
        }
    }

    /**
     * Forgets the published state of an account if {@link #current} returns another state. The next change is then published even
     * if it leads back to the published state, because the caller of {@link #current} has seen the other one in between.
     */
    private Presence returnedEarly(Presence presence) {
        AccountState state = states.get(presence.accountId());
        if (state != null && state.published != presence.state()) {
            state.published = null;
        }
        return presence;
    }

    /**
     * Returns the presence of each account that differs from the one published last, and marks it as published. Accounts that
     * were published less than {@value #MIN_INTERVAL_MS} ms ago are returned by a later call.
     *
     * @throws RuntimeException if the database does not answer; a later call returns the changes
     */
    public List<Presence> pollChanges() {
        Set<Long> forced = new HashSet<>();
        List<Long> due = due(forced);
        if (due.isEmpty()) {
            return List.of();
        }
        Map<Long, LastSeen> stored;
        try {
            stored = lastSeen.find(due);
        } catch (RuntimeException e) {
            synchronized (this) {
                visibilityChanged.addAll(forced);
            }
            throw e;
        }
        List<Presence> changes = new ArrayList<>();
        synchronized (this) {
            long nowMs = clock.millis();
            for (Long account : due) {
                Presence presence = presence(account, stored.get(account));
                if (forced.contains(account) || differsFromPublished(account, presence)) {
                    changes.add(presence);
                    states.computeIfAbsent(account, id -> new AccountState()).publish(presence.state(), nowMs);
                }
                cleanUp(account, nowMs);
            }
        }
        return changes;
    }

    /**
     * {@return the changed accounts that may be published again}
     *
     * @param forced filled with those of them that have begun or stopped to hide their presence
     */
    private synchronized List<Long> due(Set<Long> forced) {
        long nowMs = clock.millis();
        List<Long> due = changed.stream()
                .filter(account -> {
                    AccountState state = states.get(account);
                    return state == null || nowMs - state.publishedMs >= MIN_INTERVAL_MS;
                })
                .toList();
        due.stream().filter(visibilityChanged::remove).forEach(forced::add);
        return due;
    }

    private boolean differsFromPublished(long accountId, Presence presence) {
        AccountState state = states.get(accountId);
        if (state == null || state.published == presence.state()) {
            return false;
        }
        return state.published != null || presence.state() != PresenceState.UNKNOWN;
    }

    /**
     * Removes an account from the changed ones after its presence was published. Removes its state too if it is offline and its
     * next change may be published at once.
     */
    private void cleanUp(long accountId, long nowMs) {
        AccountState state = states.get(accountId);
        if (visibilityChanged.contains(accountId)) {
            return; // the setting changed after the presence was read, so the account stays in changed
        }
        if (state == null || state.sockets > 0) {
            changed.remove(accountId);
        } else if (nowMs - state.disconnectedMs >= GRACE_MS && nowMs - state.publishedMs >= MIN_INTERVAL_MS) {
            changed.remove(accountId);
            states.remove(accountId);
        }
    }

    private Presence presence(long accountId, LastSeen stored) {
        if (stored == null || stored.hidden()) {
            return Presence.unknown(accountId);
        }
        long nowMs = clock.millis();
        AccountState state = states.get(accountId);
        if (state != null && (state.sockets > 0 || nowMs - state.disconnectedMs < GRACE_MS)) {
            return new Presence(accountId, state.presenceState(), null);
        }
        if (nowMs - startedMs < GRACE_MS) { // after a restart of the server the account may still be about to reconnect
            return Presence.unknown(accountId);
        }
        boolean hasDisconnected = state != null && state.disconnectedMs > 0;
        Instant at = hasDisconnected ? Instant.ofEpochMilli(state.disconnectedMs) : stored.at();
        return new Presence(accountId, PresenceState.OFFLINE, at);
    }

    /** {@return whether the server has run for {@value #GRACE_MS} ms, after which accounts without a socket count as offline} */
    public boolean isStartupGraceOver() {
        return clock.millis() - startedMs >= GRACE_MS;
    }

    /** {@return the accounts whose last socket has closed since the last call} */
    synchronized Set<Long> pollDisconnected() {
        Set<Long> closed = Set.copyOf(disconnected);
        disconnected.clear();
        return closed;
    }

    /** {@return the accounts that have a socket} */
    synchronized Set<Long> connectedAccounts() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().sockets > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The sockets of an account and its published presence. Guarded by the lock of the registry. */
    private static final class AccountState {
        private int sockets;
        private int active;
        private long disconnectedMs;
        private PresenceState beforeDisconnect;
        private PresenceState published;
        private long publishedMs;

        PresenceState presenceState() {
            if (sockets == 0) {
                return beforeDisconnect;
            }
            return active > 0 ? PresenceState.ONLINE : PresenceState.AWAY;
        }

        void publish(PresenceState state, long nowMs) {
            published = state;
            publishedMs = nowMs;
        }
    }
}
