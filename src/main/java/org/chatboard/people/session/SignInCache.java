package org.chatboard.people.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.people.account.PersonChanged;
import org.chatboard.people.account.SignedInAccount;

/**
 * Caches the account of each sign-in token for {@link #TTL}, so that the requests of one page do not each query the database.
 * Entries are invalidated at once when a sign-in ends or a display name changes on this node.
 */
@ApplicationScoped
public class SignInCache {
    /** Time to live of an entry. A sign-in that another node ended stays valid here for at most this time after the read. */
    static final Duration TTL = Duration.ofSeconds(10);

    private static final int MAX_SIZE = 10_000;
    private static final Logger LOG = Logger.getLogger(SignInCache.class.getName());

    private final Cache<String, SignedInAccount> cache = Caffeine.newBuilder()
            .maximumSize(MAX_SIZE)
            .expireAfterWrite(TTL)
            .executor(Runnable::run) // evicts on the calling thread: the container manages no thread of Caffeine's pool
            .build();
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
        SignedInAccount cached = cache.getIfPresent(token);
        return cached != null && clock.instant().isBefore(cached.expiresAt()) ? Optional.of(cached) : read(token);
    }

    /** Removes a token that has been replaced. */
    public void invalidate(String token) {
        invalidations.incrementAndGet();
        cache.invalidate(token);
    }

    private Optional<SignedInAccount> read(String token) {
        long before = invalidations.get();
        Optional<SignInService.ValidSignIn> signIn = service.find(token);
        if (signIn.isEmpty()) {
            cache.invalidate(token);
            return Optional.empty();
        }
        SignedInAccount account = signIn.get().account();
        if (signIn.get().needsLastSeenUpdate()) {
            recordUse(account);
        }
        put(token, account, before);
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

    /**
     * Adds an entry, unless the cache was invalidated after the database was read, because the entry may be stale then.
     */
    private void put(String token, SignedInAccount account, long invalidationsBefore) {
        cache.put(token, account);
        if (invalidations.get() != invalidationsBefore) {
            cache.asMap().remove(token, account);
        }
    }

    /**
     * Removes the entries of ended sign-ins. Runs before the observer that closes sockets, because the page of a closed socket
     * sends its next request at once.
     */
    void onEnded(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    SignInsEnded event) {
        invalidations.incrementAndGet();
        cache.asMap().values().removeIf(account -> event.signInIds().contains(account.signInId()));
    }

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonChanged event) {
        invalidations.incrementAndGet();
        cache.asMap()
                .values()
                .removeIf(account -> account.accountId() == event.person().id());
    }
}
