package org.chatboard.people.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.PasswordCredential;
import org.chatboard.people.credential.BusyException;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.credential.PasswordRules;
import org.chatboard.people.session.SignInService;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

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
     * @param client where the request comes from
     * @return what the browser keeps
     * @throws TooManyAttemptsException after too many failures of the account or from the address
     * @throws BusyException where too many others sign in at this moment
     * @throws RejectedException 401 where the name, the password or the account's state is not right
     */
    public SignInGrant signIn(String username, String password, SignInClient client) {
        String device = knownDevice(username, client.deviceTokens());
        SignInThrottle.Attempt attempt = throttle.begin(username, client.address(), device);
        Optional<SignInGrant> grant = check(username, password, device, attempt);
        if (grant.isEmpty()) {
            LOG.info(() -> "Sign-in refused: address=" + client.address());
            throw new RejectedException(401, Translations.text("signIn.refused"));
        }
        attempt.succeeded();
        return grant.get();
    }

    /** Asks the database only where a token is brought, as any request with a sign-in cookie does: a guess without costs no query while it must wait. */
    private String knownDevice(String username, List<String> tokens) {
        return tokens.isEmpty() ? null : DeviceTokens.knownDevice(tokens, accounts.credential(username));
    }

    private Optional<SignInGrant> check(
            String username, String password, String device, SignInThrottle.Attempt attempt) {
        try {
            Optional<PasswordCredential> account = accounts.credential(username);
            return isRight(account, password)
                    ? account.flatMap(known -> start(known, renewed(known, password), device))
                    : Optional.empty();
        } catch (RuntimeException e) {
            attempt.withdraw(); // the server's fault, not the person's
            throw e;
        }
    }

    private Optional<SignInGrant> start(PasswordCredential account, String hash, String device) {
        String id = device == null ? DeviceTokens.newId() : device;
        return signIns.start(account.accountId(), hash)
                .map(token -> new SignInGrant(token, DeviceTokens.token(id, account.username(), hash)));
    }

    private boolean isRight(Optional<PasswordCredential> account, String password) {
        if (account.isEmpty() || password.codePointCount(0, password.length()) > PasswordRules.MAX) {
            hasher.matchDummy("");
            return false;
        }
        return hasher.matches(password, account.get().passwordHash());
    }

    /** The hash to store from now on: that of the account, or one with today's parameters. */
    private String renewed(PasswordCredential account, String password) {
        String former = account.passwordHash();
        if (!hasher.needsRehash(former)) {
            return former;
        }
        String renewed = hasher.hash(password);
        accounts.replaceHash(account.accountId(), former, renewed);
        return renewed;
    }
}
