package org.chatboard.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Logger;
import org.chatboard.system.RefusedException;
import org.chatboard.system.Sentences;

/** The one door that every sign-in by password goes through. It holds no transaction while it computes hashes. */
@ApplicationScoped
public class PasswordSignIn {
    private static final Logger LOG = Logger.getLogger(PasswordSignIn.class.getName());

    @Inject
    AccountService accounts;

    @Inject
    SignInService signIns;

    @Inject
    PasswordHasher hasher;

    @Inject
    SignInThrottle throttle;

    /**
     * Signs somebody in. A name that nobody has gets the same answer, after the same work, as a wrong password.
     *
     * @param username as typed
     * @param password as typed
     * @param address where the request comes from
     * @return the token for the cookie
     * @throws TooManyAttemptsException after too many failures of the account or from the address
     * @throws BusyException where too many others sign in at this moment
     * @throws RefusedException 401 where the name, the password or the account's state is not right
     */
    public String signIn(String username, String password, String address) {
        throttle.begin(username, address);
        Optional<String> token = attempt(username, password, address);
        if (token.isEmpty()) {
            LOG.info(() -> "Sign-in refused: address=" + address);
            throw new RefusedException(401, Sentences.say("signIn.refused"));
        }
        throttle.succeeded(username, address);
        return token.get();
    }

    private Optional<String> attempt(String username, String password, String address) {
        try {
            Optional<Account> account = accounts.byUsername(username);
            return isRight(account, password)
                    ? account.flatMap(known -> signIns.start(known.id(), renewed(known, password)))
                    : Optional.empty();
        } catch (RuntimeException e) {
            throttle.withdraw(username, address); // the server's fault, not the person's
            throw e;
        }
    }

    private boolean isRight(Optional<Account> account, String password) {
        if (account.isEmpty() || password.codePointCount(0, password.length()) > PasswordRules.MAX) {
            hasher.pretend("");
            return false;
        }
        return hasher.matches(password, account.get().passwordHash());
    }

    /** The hash to store from now on: that of the account, or one with today's parameters. */
    private String renewed(Account account, String password) {
        String former = account.passwordHash();
        if (!hasher.needsRehash(former)) {
            return former;
        }
        String renewed = hasher.hash(password);
        accounts.renewHash(account.id(), former, renewed);
        return renewed;
    }
}
