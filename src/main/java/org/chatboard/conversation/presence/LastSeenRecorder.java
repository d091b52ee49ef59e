package org.chatboard.conversation.presence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.chatboard.platform.support.ServerStopping;

/**
 * Stores when the accounts of {@link PresenceRegistry} were last connected. A time that the database did not store is kept, and
 * stored by a later call.
 */
@ApplicationScoped
public class LastSeenRecorder {
    /** How often the times of accounts that are still connected are stored. */
    private static final long CONNECTED_INTERVAL_MS = 60_000;

    @Inject
    Clock clock;

    @Inject
    PresenceRegistry presences;

    @Inject
    LastSeenCache lastSeen;

    /** When accounts were last connected: the times that are not stored in the database yet. */
    private final Map<Long, Instant> unstored = new ConcurrentHashMap<>();

    private long connectedStoredMs;

    @PostConstruct
    void start() {
        connectedStoredMs = clock.millis();
    }

    /**
     * Stores when accounts were last connected: those that have disconnected since the last call, and once a minute those that
     * are still connected. Only one thread at a time may call this method.
     *
     * @throws RuntimeException if the database does not store a time; the next call stores it
     */
    public void store() {
        collect(false);
        storeCollected();
    }

    /** Stores all times when the server stops. A call of {@link #store()} that waits for the database may still be running. */
    void onStopping(@Observes @Priority(ServerStopping.FINISH_WRITES) ServerStopping event) {
        collect(true);
        storeCollected();
    }

    /**
     * Adds the accounts that have disconnected since the last call, and the connected ones if they are due. Locked: a stop could
     * otherwise miss accounts that another thread has polled and not yet added.
     *
     * @param stopping whether connected accounts are due before their minute is over
     */
    private synchronized void collect(boolean stopping) {
        Set<Long> seen = new HashSet<>(presences.pollDisconnected());
        long nowMs = clock.millis();
        if (stopping || nowMs - connectedStoredMs >= CONNECTED_INTERVAL_MS) {
            connectedStoredMs = nowMs;
            seen.addAll(presences.connectedAccounts());
        }
        Instant now = Instant.ofEpochMilli(nowMs);
        seen.forEach(account -> unstored.put(account, now));
    }

    private void storeCollected() {
        Map<Instant, Set<Long>> accountsByTime = new TreeMap<>();
        unstored.forEach((account, at) ->
                accountsByTime.computeIfAbsent(at, any -> new HashSet<>()).add(account));
        accountsByTime.forEach((at, accounts) -> {
            lastSeen.store(accounts, at);
            accounts.forEach(account -> unstored.remove(account, at));
        });
    }
}
