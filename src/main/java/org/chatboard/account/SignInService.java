package org.chatboard.account;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Keeps the sign-ins. Each method is one JTA transaction; {@link SignIns} stands before it with a cache. */
@Stateless
public class SignInService {
    /** Most sign-ins of one account; a further one ends the one that was unused for longest. */
    static final int MAX_PER_ACCOUNT = 50;

    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Event<SignInsEnded> ended;

    /**
     * Signs somebody in.
     *
     * @param verifiedHash the hash that the password was found to belong to
     * @return the token for the cookie; nothing where the password was changed, or the account disabled, meanwhile
     */
    public Optional<String> start(long accountId, String verifiedHash) {
        Account account =
                em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE); // a change of password waits
        if (account == null || account.isDisabled() || !account.passwordHash().equals(verifiedHash)) {
            return Optional.empty();
        }
        List<Long> former = ofAccount(accountId);
        if (former.size() >= MAX_PER_ACCOUNT) {
            delete(former.subList(MAX_PER_ACCOUNT - 1, former.size()));
        }
        String token = Tokens.next();
        em.persist(new SignIn(account, Tokens.hash(token), clock.instant()));
        return Optional.of(token);
    }

    /** {@return the valid sign-in of a token, with the time of its last use} */
    public Optional<Found> find(String token) {
        Instant now = clock.instant();
        return em.createNamedQuery(SignIn.BY_TOKEN_HASH, SignIn.class)
                .setParameter("tokenHash", Tokens.hash(token))
                .getResultStream()
                .findFirst()
                .filter(signIn -> signIn.isValid(now))
                .map(signIn -> new Found(signIn.toSignedIn(), signIn.lastSeenAt()));
    }

    /**
     * Notes that a sign-in is in use, so that it does not become idle. An open socket calls this now and then.
     *
     * @return whether it is still valid; false means that its sockets are to be closed
     */
    public boolean use(long signInId) {
        Instant now = clock.instant();
        SignIn signIn = em.find(SignIn.class, signInId);
        if (signIn == null || !signIn.isValid(now)) {
            return false;
        }
        signIn.use(now);
        return true;
    }

    /** Signs out: the cookie is worth nothing from now on. */
    public void end(long signInId) {
        delete(List.of(signInId));
    }

    /**
     * Changes a password: all other sign-ins of the account end, and this one gets a new token.
     *
     * @param kept who changes it
     * @param verifiedHash the hash that the current password was found to belong to
     * @param newHash hash of a password that the rules accept
     * @return the new token; nothing where the password was changed, or the sign-in ended, meanwhile
     */
    public Optional<String> changePassword(SignedIn kept, String verifiedHash, String newHash) {
        Account account = em.find(Account.class, kept.accountId(), LockModeType.PESSIMISTIC_WRITE);
        SignIn signIn = em.find(SignIn.class, kept.signInId()); // behind the lock: another change has ended it
        if (signIn == null
                || !signIn.isValid(clock.instant())
                || !account.passwordHash().equals(verifiedHash)) {
            return Optional.empty();
        }
        List<Long> others = ofAccount(kept.accountId());
        others.remove(kept.signInId());
        delete(others);
        String token = Tokens.next();
        signIn.renew(Tokens.hash(token));
        em.flush(); // sign-ins first, then the account, as requests read them: else a request and this wait for each other
        account.changePassword(newHash);
        return Optional.of(token);
    }

    /** Deletes what is over. A sign-in that is over is refused also while its row is still there. */
    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void deleteOver() {
        Instant now = clock.instant();
        delete(em.createNamedQuery(SignIn.OVER, Long.class)
                .setParameter("now", now)
                .setParameter("idleSince", now.minus(SignIn.IDLE))
                .setMaxResults(1_000)
                .getResultList());
    }

    private List<Long> ofAccount(long accountId) {
        return em.createNamedQuery(SignIn.OF_ACCOUNT, Long.class)
                .setParameter("accountId", accountId)
                .getResultList();
    }

    private void delete(List<Long> ids) {
        if (!ids.isEmpty()) {
            em.createNamedQuery(SignIn.DELETE).setParameter("ids", ids).executeUpdate();
            ended.fire(new SignInsEnded(new HashSet<>(ids)));
        }
    }

    /**
     * A valid sign-in.
     *
     * @param who the principal
     * @param lastSeenAt when it was last noted as used
     */
    public record Found(SignedIn who, Instant lastSeenAt) {}
}
