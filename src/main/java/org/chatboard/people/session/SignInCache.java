package org.chatboard.people.session;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.people.account.PersonChanged;
import org.chatboard.people.account.SignedInAccount;

/**
 * Caches the account of each sign-in token for {@link #TTL}, so that the requests of one page do not each query the database. Entries are
 * invalidated at once when a sign-in ends or a display name changes on this node.
 */
@ApplicationScoped
public class SignInCache {
    /** Time to live of an entry. A sign-in that another node ended stays valid here for at most this time. */
    static final Duration TTL = Duration.ofSeconds(10);

    private static final int MAX_SIZE = 10_000;
    private static final Logger LOG = Logger.getLogger(SignInCache.class.getName());

    private final Map<String, Entry> cache = new ConcurrentHashMap<>();
    private final AtomicLong invalidations = new AtomicLong();

    @Inject
    SignInService service;

    @Inject
    Clock clock;

    /**
     * Authenticates a token.
     *
     * @param token the value of the cookie, not validated
     * @return the account of the sign-in; empty if no valid sign-in has this token
     */
    public Optional<SignedInAccount> get(String token) {
        Instant now = clock.instant();
        Entry entry = cache.get(token);
        if (entry != null && now.isBefore(entry.readAt.plus(TTL)) && now.isBefore(entry.account.expiresAt())) {
            return Optional.of(entry.account);
        }
        return read(token, now);
    }

    /** Removes a token that has been replaced. */
    public void invalidate(String token) {
        invalidations.incrementAndGet();
        cache.remove(token);
    }

    private Optional<SignedInAccount> read(String token, Instant now) {
        long before = invalidations.get();
        Optional<SignInService.ValidSignIn> signIn = service.find(token);
        if (signIn.isEmpty()) {
            cache.remove(token);
            return Optional.empty();
        }
        SignedInAccount account = signIn.get().account();
        if (signIn.get().needsLastSeenUpdate()) {
            recordUse(account);
        }
        put(token, new Entry(account, now), before);
        return Optional.of(account);
    }

    private void recordUse(SignedInAccount account) {
        try {
            service.recordUse(Set.of(account.signInId()));
        } catch (RuntimeException e) { // a full disk must not sign users out
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "The last use of a sign-in could not be stored: signIn=" + account.signInId());
        }
    }

    /** Adds an entry, unless the cache was invalidated after the database was read: then the entry may be stale. */
    private void put(String token, Entry entry, long invalidationsBefore) {
        if (cache.size() >= MAX_SIZE) {
            cache.values().removeIf(old -> !entry.readAt.isBefore(old.readAt.plus(TTL)));
        }
        if (cache.size() < MAX_SIZE) {
            cache.put(token, entry);
        }
        if (invalidations.get() != invalidationsBefore) {
            cache.remove(token, entry);
        }
    }

    /** Runs before the observer that closes sockets: the page of a closed socket sends its next request at once. */
    void onEnded(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    SignInsEnded event) {
        invalidations.incrementAndGet();
        cache.values().removeIf(entry -> event.signInIds().contains(entry.account.signInId()));
    }

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonChanged event) {
        invalidations.incrementAndGet();
        cache.values()
                .removeIf(entry -> entry.account.accountId() == event.person().id());
    }

    private record Entry(SignedInAccount account, Instant readAt) {}
}
