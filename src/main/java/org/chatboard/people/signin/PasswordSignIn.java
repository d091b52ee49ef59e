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
import org.chatboard.people.session.SignInOrigin;
import org.chatboard.people.session.SignInService;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Signs in by password, for the page and the REST resource. Holds no transaction while it computes hashes. */
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
     * Verifies the password and starts a sign-in. An unknown username gets the same answer as a wrong password, after the same
     * work.
     *
     * @param username as typed
     * @param password as typed
     * @param client address and device tokens of the request
     * @return tokens for the browser's cookies
     * @throws TooManyAttemptsException after too many failures of the account or the address
     * @throws BusyException if no password hash slot frees up in time
     * @throws RejectedException 401 if the username is unknown, the password is wrong, or the account is disabled
     */
    public SignInGrant signIn(String username, String password, SignInClient client) {
        String device = knownDevice(username, client.deviceTokens());
        SignInThrottle.Attempt attempt = throttle.begin(username, client.address(), device);
        Optional<SignInGrant> grant = verify(username, password, client.origin(), device, attempt);
        if (grant.isEmpty()) {
            LOG.info(() -> "Sign-in rejected: address=" + client.address());
            throw new RejectedException(401, Translations.text("signIn.rejected"));
        }
        attempt.recordSuccess();
        return grant.get();
    }

    /** Queries the database only if the request has device tokens, so that a throttled guess without tokens costs no query. */
    private String knownDevice(String username, List<String> tokens) {
        return tokens.isEmpty() ? null : DeviceTokens.knownDevice(tokens, accounts.credential(username));
    }

    private Optional<SignInGrant> verify(
            String username, String password, SignInOrigin origin, String device, SignInThrottle.Attempt attempt) {
        try {
            Optional<PasswordCredential> account = accounts.credential(username);
            return matches(account, password)
                    ? account.flatMap(known -> start(known, currentHash(known, password), origin, device))
                    : Optional.empty();
        } catch (RuntimeException e) {
            attempt.cancel(); // not the user's fault
            throw e;
        }
    }

    private Optional<SignInGrant> start(PasswordCredential account, String hash, SignInOrigin origin, String device) {
        String id = device == null ? DeviceTokens.newId() : device;
        return signIns.start(account.accountId(), hash, origin)
                .map(token -> new SignInGrant(token, DeviceTokens.token(id, account.username(), hash)));
    }

    private boolean matches(Optional<PasswordCredential> account, String password) {
        if (account.isEmpty() || password.codePointCount(0, password.length()) > PasswordRules.MAX) {
            hasher.matchDummy("");
            return false;
        }
        return hasher.matches(password, account.get().passwordHash());
    }

    /** {@return the account's hash; if that has outdated parameters, a new hash, which is stored} */
    private String currentHash(PasswordCredential account, String password) {
        String oldHash = account.passwordHash();
        if (!hasher.needsRehash(oldHash)) {
            return oldHash;
        }
        String newHash = hasher.hash(password);
        accounts.replaceHash(account.accountId(), oldHash, newHash);
        return newHash;
    }
}
