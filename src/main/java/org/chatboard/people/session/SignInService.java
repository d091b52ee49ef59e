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

/** Reads and changes sign-ins. Each method runs in one JTA transaction. Authentication goes through {@link SignInCache}. */
@Stateless
public class SignInService {
    /** Maximum number of sign-ins of one account. A further sign-in ends the least recently used one. */
    public static final int MAX_PER_ACCOUNT = 50;

    /** Maximum number of ids in one statement: Derby compiles a statement into a Java method, whose size is limited. */
    private static final int MAX_IDS = 1_024;

    @PersistenceContext
    EntityManager em;

    @Inject
    AccountService accounts;

    @Inject
    Clock clock;

    @Inject
    Event<SignInsEnded> ended;

    /**
     * Starts a sign-in.
     *
     * @param verifiedHash the hash that the typed password was verified against
     * @param origin where it is made
     * @return the token for the cookie; empty if the password has been changed or the account disabled meanwhile
     */
    public Optional<String> start(long accountId, String verifiedHash, SignInOrigin origin) {
        if (!lockIfHashMatches(accountId, verifiedHash)) {
            return Optional.empty();
        }
        List<Long> existing = ofAccount(accountId);
        if (existing.size() >= MAX_PER_ACCOUNT) {
            delete(existing.subList(MAX_PER_ACCOUNT - 1, existing.size()));
        }
        return Optional.of(persist(accountId, origin, clock.instant()));
    }

    private String persist(long accountId, SignInOrigin origin, Instant now) {
        String token = Tokens.newToken();
        em.persist(new SignIn(accountId, Tokens.hash(token), origin, now));
        return token;
    }

    /** {@return the sign-in of a token; empty if no valid sign-in has this token} */
    public Optional<ValidSignIn> find(String token) {
        Instant now = clock.instant();
        return em.createNamedQuery(SignIn.FIND_BY_TOKEN_HASH, Object[].class)
                .setParameter("tokenHash", Tokens.hash(token))
                .getResultStream()
                .findFirst()
                .flatMap(row -> toValidSignIn(row, now));
    }

    /** {@return the sign-in of a row of {@link SignIn#FIND_BY_TOKEN_HASH}; empty if it is not valid} */
    private static Optional<ValidSignIn> toValidSignIn(Object[] row, Instant now) {
        SignIn signIn = (SignIn) row[0];
        SignInTimes times = signIn.times((Instant) row[5]);
        if (times.stateAt(now) != SignInState.VALID) {
            return Optional.empty();
        }
        SignedInAccount account = new SignedInAccount(
                signIn.accountId(),
                signIn.id(),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                signIn.expiresAt());
        return Optional.of(new ValidSignIn(account, times.needsLastSeenUpdate(now)));
    }

    /**
     * Locks the account, so that its password cannot change meanwhile. {@return whether {@code verifiedHash} is still its hash}
     */
    private boolean lockIfHashMatches(long accountId, String verifiedHash) {
        return accounts.lockCredential(accountId)
                .filter(credential -> credential.passwordHash().equals(verifiedHash))
                .isPresent();
    }

    /**
     * Records that sign-ins are in use, so that they do not become idle, and reads their states. The heartbeat calls it for the
     * sign-ins of open sockets. Runs at most two statements per {@value #MAX_IDS} sign-ins.
     *
     * @return the state of each sign-in
     */
    public Map<Long, SignInState> recordUse(Set<Long> signInIds) {
        Instant now = clock.instant();
        Map<Long, SignInState> states = new HashMap<>();
        List<Long> ids = List.copyOf(signInIds);
        for (int from = 0; from < ids.size(); from += MAX_IDS) {
            recordUse(ids.subList(from, Math.min(ids.size(), from + MAX_IDS)), now, states);
        }
        return states;
    }

    private void recordUse(List<Long> ids, Instant now, Map<Long, SignInState> states) {
        ids.forEach(id -> states.put(id, SignInState.ENDED)); // a deleted sign-in has no row
        List<Long> toUpdate = new ArrayList<>();
        em.createNamedQuery(SignIn.TIMES, Object[].class)
                .setParameter("ids", InList.padded(ids))
                .getResultStream()
                .map(SignInTimes::of)
                .forEach(times -> {
                    states.put(times.id(), times.stateAt(now));
                    if (times.stateAt(now) == SignInState.VALID && times.needsLastSeenUpdate(now)) {
                        toUpdate.add(times.id());
                    }
                });
        if (!toUpdate.isEmpty()) {
            em.createNamedQuery(SignIn.UPDATE_LAST_SEEN)
                    .setParameter("now", now)
                    .setParameter("ids", InList.padded(toUpdate))
                    .executeUpdate();
        }
    }

    /** Ends a sign-in: its token becomes invalid. */
    public void end(long signInId) {
        delete(List.of(signInId));
    }

    /** Ends all sign-ins of the caller's account but the caller's. */
    public void endOthers(SignedInAccount caller) {
        List<Long> others = ofAccount(caller.accountId());
        others.remove(caller.signInId());
        delete(others);
    }

    /**
     * Changes a password, ends all other sign-ins of the account, and replaces the token of the caller's sign-in.
     *
     * @param caller the principal whose sign-in stays
     * @param verifiedHash the hash that the current password was verified against
     * @param newHash hash of a password that is valid by {@code PasswordRules}
     * @return the new token; empty if the password has been changed or the sign-in has ended meanwhile
     */
    public Optional<String> changePassword(SignedInAccount caller, String verifiedHash, String newHash) {
        boolean unchanged = lockIfHashMatches(caller.accountId(), verifiedHash);
        // read after the lock, because a concurrent change of the password ends this sign-in
        SignIn signIn = em.find(SignIn.class, caller.signInId());
        if (!unchanged || signIn == null || !signIn.isValid(clock.instant())) {
            return Optional.empty();
        }
        endOthers(caller);
        String token = Tokens.newToken();
        signIn.replaceToken(Tokens.hash(token));
        em.flush(); // writes the sign-ins before the account: requests read them in this order, the other can deadlock
        accounts.changePassword(caller.accountId(), newHash);
        return Optional.of(token);
    }

    /** Locks an account until the caller's transaction ends. {@return false if it is disabled or does not exist} */
    public boolean lockAccount(long accountId) {
        return accounts.lockCredential(accountId).isPresent();
    }

    /**
     * Sets a password without the former one, ends all sign-ins of the account, and starts one. The caller's transaction has locked the
     * account by {@link #lockAccount}.
     *
     * @param newHash hash of a password that is valid by {@code PasswordRules}
     * @param now time of the new sign-in
     * @return the token for the cookie
     */
    public String resetPassword(long accountId, String newHash, SignInOrigin origin, Instant now) {
        delete(ofAccount(accountId));
        String token = persist(accountId, origin, now);
        em.flush(); // writes the sign-ins before the account, as in changePassword
        accounts.changePassword(accountId, newHash);
        return token;
    }

    /** Records that the notice of used help links was dismissed in a sign-in. */
    public void dismissHelpNotice(long signInId) {
        em.createNamedQuery(SignIn.DISMISS_HELP_NOTICE)
                .setParameter("id", signInId)
                .executeUpdate();
    }

    /** Deletes up to 1,000 expired sign-ins. An expired sign-in is invalid even before its row is deleted. */
    public void deleteExpired() {
        Instant now = clock.instant();
        delete(em.createNamedQuery(SignIn.LIST_EXPIRED, Long.class)
                .setParameter("now", now)
                .setParameter("idleSince", now.minus(SignInTimes.IDLE_TIMEOUT))
                .setMaxResults(1_000)
                .getResultList());
    }

    private List<Long> ofAccount(long accountId) {
        return em.createNamedQuery(SignIn.LIST_OF_ACCOUNT, Long.class)
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
     * @param account the principal
     * @param needsLastSeenUpdate whether {@code last_seen_at} is so old that this use must be recorded
     */
    public record ValidSignIn(SignedInAccount account, boolean needsLastSeenUpdate) {}
}
