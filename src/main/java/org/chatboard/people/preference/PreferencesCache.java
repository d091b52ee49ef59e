package org.chatboard.people.preference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Caches the preferences of up to {@value #MAX_SIZE} accounts. Every page, every {@code welcome} and every ephemeral frame reads
 * it. A change updates the cache after its transaction has committed.
 */
@ApplicationScoped
public class PreferencesCache {
    private static final int MAX_SIZE = 50_000;

    @Inject
    PreferencesService service;

    private final Cache<Long, Preferences> cache = Caffeine.newBuilder()
            .maximumSize(MAX_SIZE)
            .executor(Runnable::run) // evicts on the calling thread: the container manages no thread of Caffeine's pool
            .build();
    private long changes;

    /** {@return the preferences of an account, from the cache or the database; the defaults if the account has none} */
    public Preferences get(long accountId) {
        Preferences cached = cache.getIfPresent(accountId);
        return cached != null ? cached : read(accountId);
    }

    /**
     * {@return the cached preferences of an account; empty if they are not cached} Does not access the database, so observers of
     * a commit may call it.
     */
    public Optional<Preferences> getIfCached(long accountId) {
        return Optional.ofNullable(cache.getIfPresent(accountId));
    }

    private Preferences read(long accountId) {
        long changesBefore = changeCount();
        Preferences read = service.find(accountId);
        // most accounts have the defaults and share one object
        Preferences shared = read.equals(Preferences.DEFAULT) ? Preferences.DEFAULT : read;
        synchronized (this) {
            if (changes == changesBefore) { // otherwise a concurrent change may have made this value stale
                cache.put(accountId, shared);
            }
        }
        return shared;
    }

    private synchronized long changeCount() {
        return changes;
    }

    /**
     * Changes the preferences of an account in a transaction. Changes run one after the other, so that none overwrites another.
     * Observers of {@link PreferencesChanged} run before this method returns. Until the commit, {@link #get} returns the former
     * preferences without waiting.
     *
     * <p>If the change throws, the entry is evicted, because the database may or may not have stored the change.
     *
     * @param change computes the new preferences from the former ones
     * @return the new preferences
     */
    public synchronized Preferences update(long accountId, UnaryOperator<Preferences> change) {
        changes++;
        try {
            return service.update(accountId, change);
        } catch (RuntimeException e) {
            cache.invalidate(accountId);
            throw e;
        }
    }

    /** Caches the new preferences. Runs before all other observers of the event, because they read this cache. */
    void onChanged(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    PreferencesChanged event) {
        cache.put(event.accountId(), event.preferences());
    }
}
