package org.chatboard.conversation.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.conversation.presence.LastSeenService.LastSeen;
import org.chatboard.people.preference.PreferencesChanged;

/**
 * Caches when up to {@value #MAX_ENTRIES} accounts were last connected and whether they hide it. A thousand pages that reconnect
 * at once therefore do not read the same accounts from the database again and again. Stores write through the cache.
 */
@ApplicationScoped
class LastSeenCache {
    private static final int MAX_ENTRIES = 20_000;

    @Inject
    LastSeenService service;

    private final Cache<Long, LastSeen> entries = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .executor(Runnable::run) // evicts on the calling thread: the container manages no thread of Caffeine's pool
            .build();

    /**
     * Number of changes of entries so far. A read from the database is cached only if this number did not change meanwhile.
     */
    private long changes;

    /** {@return the data by account id, without accounts that do not exist; reads the accounts that are not cached} */
    Map<Long, LastSeen> find(Collection<Long> accountIds) {
        Map<Long, LastSeen> found = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        long changesBefore;
        synchronized (this) {
            changesBefore = changes;
            for (Long account : accountIds) {
                LastSeen cached = entries.getIfPresent(account);
                if (cached == null) {
                    missing.add(account);
                } else {
                    found.put(account, cached);
                }
            }
        }
        for (int from = 0; from < missing.size(); from += LastSeenService.MAX_ACCOUNTS) {
            Map<Long, LastSeen> read =
                    service.find(missing.subList(from, Math.min(missing.size(), from + LastSeenService.MAX_ACCOUNTS)));
            found.putAll(read);
            cache(read, changesBefore);
        }
        return found;
    }

    /**
     * Caches entries that were read, unless an entry has changed since the read began, because the read data may be stale then.
     */
    private synchronized void cache(Map<Long, LastSeen> read, long changesBefore) {
        if (changes == changesBefore) {
            entries.putAll(read);
        }
    }

    /** Stores when accounts were last connected, and updates their entries. */
    void store(Collection<Long> accountIds, Instant at) {
        List<Long> ids = List.copyOf(accountIds);
        for (int from = 0; from < ids.size(); from += LastSeenService.MAX_ACCOUNTS) {
            service.store(ids.subList(from, Math.min(ids.size(), from + LastSeenService.MAX_ACCOUNTS)), at);
        }
        synchronized (this) {
            changes++;
            ids.forEach(account ->
                    entries.asMap().computeIfPresent(account, (id, cached) -> new LastSeen(at, cached.hidden())));
        }
    }

    /** Updates the cached entry. Runs before the other observers of the event, because they read this cache. */
    synchronized void onChanged(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    PreferencesChanged event) {
        changes++;
        entries.asMap()
                .computeIfPresent(
                        event.accountId(),
                        (id, cached) ->
                                new LastSeen(cached.at(), event.preferences().hidesPresence()));
    }
}
