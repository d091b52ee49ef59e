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
 * Tells who a cookie belongs to, and remembers it for {@link #REMEMBERED}, so that the pictures of a page are not each a query.
 * What ends or changes on this server is forgotten at once.
 */
@ApplicationScoped
public class SignInCache {
    /** A sign-in that was ended by another node is worth something for so long at most. */
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MAX_REMEMBERED = 10_000;
    private static final Logger LOG = Logger.getLogger(SignInCache.class.getName());

    private final Map<String, Entry> byToken = new ConcurrentHashMap<>();
    private final AtomicLong endings = new AtomicLong();

    @Inject
    SignInService service;

    @Inject
    Clock clock;

    /**
     * Finds who signed in.
     *
     * @param token the cookie's value, which may be anything
     * @return nothing where it is not, or no longer, that of a sign-in
     */
    public Optional<SignedInAccount> of(String token) {
        Instant now = clock.instant();
        Entry entry = byToken.get(token);
        if (entry != null && now.isBefore(entry.readAt.plus(REMEMBERED)) && now.isBefore(entry.who.expiresAt())) {
            return Optional.of(entry.who);
        }
        return read(token, now);
    }

    /** Forgets a token whose sign-in has got another one. */
    public void forget(String token) {
        endings.incrementAndGet();
        byToken.remove(token);
    }

    private Optional<SignedInAccount> read(String token, Instant now) {
        long before = endings.get();
        Optional<SignInService.Found> found = service.find(token);
        if (found.isEmpty()) {
            byToken.remove(token);
            return Optional.empty();
        }
        SignedInAccount who = found.get().who();
        if (found.get().toBeNoted()) {
            noteUse(who);
        }
        remember(token, new Entry(who, now), before);
        return Optional.of(who);
    }

    private void noteUse(SignedInAccount who) {
        try {
            service.use(Set.of(who.signInId()));
        } catch (RuntimeException e) { // a full disk must not sign people out
            LOG.log(Level.WARNING, e, () -> "The last use of a sign-in could not be stored: signIn=" + who.signInId());
        }
    }

    /** Unless something ended after it was read: then this one may have, too. */
    private void remember(String token, Entry entry, long endingsBefore) {
        if (byToken.size() >= MAX_REMEMBERED) {
            byToken.values().removeIf(old -> !entry.readAt.isBefore(old.readAt.plus(REMEMBERED)));
        }
        if (byToken.size() < MAX_REMEMBERED) {
            byToken.put(token, entry);
        }
        if (endings.get() != endingsBefore) {
            byToken.remove(token, entry);
        }
    }

    /** Before the sockets hear of it: the page of one that was closed asks at once who it is. */
    void onEnded(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    SignInsEnded event) {
        endings.incrementAndGet();
        byToken.values().removeIf(entry -> event.signInIds().contains(entry.who.signInId()));
    }

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonChanged event) {
        endings.incrementAndGet();
        byToken.values()
                .removeIf(entry -> entry.who.accountId() == event.person().id());
    }

    private record Entry(SignedInAccount who, Instant readAt) {}
}
