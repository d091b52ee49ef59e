package org.chatboard.conversation.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Keeps last-seen times in memory instead of in the database. The ids of the accounts are 1 to a given number. */
final class StoredLastSeen extends LastSeenService {
    private final Map<Long, LastSeen> stored = new HashMap<>();
    private final List<String> updates = new ArrayList<>();
    private final Instant start;
    private boolean full;

    StoredLastSeen(Instant start, int accounts) {
        this.start = start;
        LongStream.rangeClosed(1, accounts).forEach(id -> put(id, new LastSeen(null, false)));
    }

    void put(long account, LastSeen lastSeen) {
        stored.put(account, lastSeen);
    }

    /** Sets whether the database rejects updates. */
    void setFull(boolean full) {
        this.full = full;
    }

    /** {@return the updates so far: milliseconds since the start, and the number of accounts} */
    List<String> updates() {
        return updates;
    }

    @Override
    public Map<Long, LastSeen> find(Collection<Long> accountIds) {
        assertThat(accountIds).hasSizeBetween(1, MAX_ACCOUNTS);
        return accountIds.stream()
                .filter(stored::containsKey)
                .distinct()
                .collect(Collectors.toMap(id -> id, stored::get));
    }

    @Override
    public void store(Collection<Long> accountIds, Instant at) {
        assertThat(accountIds).hasSizeBetween(1, MAX_ACCOUNTS);
        if (full) {
            throw new IllegalStateException("full");
        }
        accountIds.forEach(id -> put(id, new LastSeen(at, false)));
        updates.add(Duration.between(start, at).toMillis() + ":"
                + Set.copyOf(accountIds).size());
    }
}
