package org.chatboard.people.session;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.database.InList;

/** Keeps the sign-ins. Each method is one JTA transaction; {@link SignInCache} stands before it with a cache. */
@Stateless
public class SignInService {
    /** Most sign-ins of one account; a further one ends the one that was unused for longest. */
    public static final int MAX_PER_ACCOUNT = 50;

    /** A longer list of ids is more than one statement: Derby compiles each into a method, whose size is limited. */
    private static final int AT_ONCE = 1_024;

    @PersistenceContext
    EntityManager em;

    @Inject
    AccountService accounts;

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
        if (!isStill(accountId, verifiedHash)) {
            return Optional.empty();
        }
        List<Long> former = ofAccount(accountId);
        if (former.size() >= MAX_PER_ACCOUNT) {
            delete(former.subList(MAX_PER_ACCOUNT - 1, former.size()));
        }
        String token = Tokens.next();
        em.persist(new SignIn(accountId, Tokens.hash(token), clock.instant()));
        return Optional.of(token);
    }

    /** {@return the valid sign-in of a token} */
    public Optional<Found> find(String token) {
        Instant now = clock.instant();
        return em.createNamedQuery(SignIn.BY_TOKEN_HASH, Object[].class)
                .setParameter("tokenHash", Tokens.hash(token))
                .getResultStream()
                .findFirst()
                .flatMap(row -> found(row, now));
    }

    /** {@return the sign-in of a row of {@link SignIn#BY_TOKEN_HASH}, where it is valid} */
    private static Optional<Found> found(Object[] row, Instant now) {
        SignIn signIn = (SignIn) row[0];
        SignInTimes times = signIn.times((Instant) row[4]);
        if (times.stateAt(now) != SignInState.VALID) {
            return Optional.empty();
        }
        SignedInAccount who = new SignedInAccount(
                signIn.accountId(), signIn.id(), (String) row[1], (String) row[2], (String) row[3], signIn.expiresAt());
        return Optional.of(new Found(who, times.isToBeNotedAt(now)));
    }

    /** Locks the account: a change of its password waits. @return whether the hash is still that of its password */
    private boolean isStill(long accountId, String verifiedHash) {
        return accounts.lockCredential(accountId)
                .filter(credential -> credential.passwordHash().equals(verifiedHash))
                .isPresent();
    }

    /**
     * Notes that sign-ins are in use, so that they do not become idle, and tells which are over: open sockets are asked for now and
     * then. Two statements for up to {@value #AT_ONCE} of them.
     *
     * @return the state of each
     */
    public Map<Long, SignInState> use(Set<Long> signInIds) {
        Instant now = clock.instant();
        Map<Long, SignInState> states = new HashMap<>();
        List<Long> ids = List.copyOf(signInIds);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            use(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), now, states);
        }
        return states;
    }

    private void use(List<Long> ids, Instant now, Map<Long, SignInState> states) {
        ids.forEach(id -> states.put(id, SignInState.OVER)); // unless its row says otherwise
        List<Long> toNote = new ArrayList<>();
        em.createNamedQuery(SignIn.TIMES, Object[].class)
                .setParameter("ids", InList.padded(ids))
                .getResultStream()
                .map(SignInTimes::of)
                .forEach(times -> {
                    states.put(times.id(), times.stateAt(now));
                    if (times.stateAt(now) == SignInState.VALID && times.isToBeNotedAt(now)) {
                        toNote.add(times.id());
                    }
                });
        if (!toNote.isEmpty()) {
            em.createNamedQuery(SignIn.NOTE_USE)
                    .setParameter("now", now)
                    .setParameter("ids", InList.padded(toNote))
                    .executeUpdate();
        }
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
    public Optional<String> changePassword(SignedInAccount kept, String verifiedHash, String newHash) {
        boolean still = isStill(kept.accountId(), verifiedHash);
        SignIn signIn = em.find(SignIn.class, kept.signInId()); // behind the lock: another change has ended it
        if (!still || signIn == null || !signIn.isValid(clock.instant())) {
            return Optional.empty();
        }
        List<Long> others = ofAccount(kept.accountId());
        others.remove(kept.signInId());
        delete(others);
        String token = Tokens.next();
        signIn.renew(Tokens.hash(token));
        em.flush(); // sign-ins first, then the account, as requests read them: else a request and this wait for
        // each other
        accounts.changePassword(kept.accountId(), newHash);
        return Optional.of(token);
    }

    /** Deletes what is over, at most a thousand at a time. A sign-in that is over is refused also while its row is still there. */
    public void deleteOver() {
        Instant now = clock.instant();
        delete(em.createNamedQuery(SignIn.OVER, Long.class)
                .setParameter("now", now)
                .setParameter("idleSince", now.minus(SignInTimes.IDLE))
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
     * @param toBeNoted whether this use of it is to be noted
     */
    public record Found(SignedInAccount who, boolean toBeNoted) {}
}
