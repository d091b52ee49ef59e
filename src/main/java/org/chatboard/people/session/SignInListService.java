package org.chatboard.people.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.chatboard.people.account.SignedInAccount;

/** Lists the sign-ins of an account, and ends one of them. Each method runs in one JTA transaction. */
@Stateless
public class SignInListService {
    @PersistenceContext
    EntityManager em;

    @Inject
    SignInService signIns;

    @Inject
    Clock clock;

    /** {@return the valid sign-ins of the caller's account: the caller's, then the others, the last used first} */
    public List<ListedSignIn> list(SignedInAccount caller) {
        Instant now = clock.instant();
        return em.createNamedQuery(SignIn.SHOWN_OF_ACCOUNT, SignIn.class)
                .setParameter("accountId", caller.accountId())
                .getResultStream()
                .filter(signIn -> signIn.isValid(now))
                .map(signIn -> signIn.toListed(caller.signInId()))
                .sorted((one, other) -> Boolean.compare(other.current(), one.current()))
                .toList();
    }

    /** Ends a sign-in of the caller's account. {@return false if the account has no such sign-in} */
    public boolean end(SignedInAccount caller, long signInId) {
        SignIn signIn = em.find(SignIn.class, signInId);
        if (signIn == null || signIn.accountId() != caller.accountId()) {
            return false;
        }
        signIns.end(signInId);
        return true;
    }
}
