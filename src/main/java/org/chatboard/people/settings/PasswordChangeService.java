package org.chatboard.people.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.PasswordCredential;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.credential.BusyException;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.credential.PasswordRules;
import org.chatboard.people.session.SignInCache;
import org.chatboard.people.session.SignInEndedException;
import org.chatboard.people.session.SignInService;
import org.chatboard.people.signin.DeviceTokens;
import org.chatboard.people.signin.SignInClient;
import org.chatboard.people.signin.SignInGrant;
import org.chatboard.people.signin.SignInThrottle;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;

/** Changes a password, which ends all other sign-ins of the account. */
@ApplicationScoped
public class PasswordChangeService {
    @Inject
    AccountService accounts;

    @Inject
    SignInService signIns;

    @Inject
    SignInCache remembered;

    @Inject
    PasswordHasher hasher;

    @Inject
    SignInThrottle throttle;

    /**
     * Changes the password of who is signed in.
     *
     * @param who the principal of the request
     * @param formerToken the token of the request's cookie, which is worth nothing afterwards
     * @param current the password so far, as typed
     * @param wanted the new password, as typed
     * @param client where the request comes from
     * @return what the browser keeps from now on: former device tokens are worth nothing either
     * @throws InvalidInputException for {@code newPassword} where the rules refuse it, for {@code currentPassword} where
     *     that is wrong
     * @throws SignInEndedException where the sign-in ended, or the password was changed elsewhere, meanwhile
     * @throws TooManyAttemptsException after too many wrong ones
     * @throws BusyException where too many passwords are being hashed
     */
    public SignInGrant change(
            SignedInAccount who, String formerToken, String current, String wanted, SignInClient client) {
        refuse(PasswordRules.lengthError(wanted));
        String verifiedHash = verify(who, current, client);
        refuse(hasher.runLimited(() -> PasswordRules.strengthError(wanted, who.username(), who.displayName())));
        String hash = hasher.hash(wanted);
        String token = signIns.changePassword(who, verifiedHash, hash).orElseThrow(SignInEndedException::new);
        remembered.forget(formerToken);
        return new SignInGrant(token, DeviceTokens.token(DeviceTokens.newId(), who.username(), hash));
    }

    private static void refuse(Optional<String> sentence) {
        sentence.ifPresent(why -> {
            throw new InvalidInputException("newPassword", why);
        });
    }

    private String verify(SignedInAccount who, String current, SignInClient client) {
        // a valid sign-in is as good as a known device
        SignInThrottle.Attempt attempt = throttle.begin(who.username(), client.address(), "sign-in " + who.signInId());
        String hash = matchingHash(who, current, attempt)
                .orElseThrow(() -> new InvalidInputException("currentPassword", Translations.text("password.wrong")));
        attempt.succeeded();
        return hash;
    }

    private Optional<String> matchingHash(SignedInAccount who, String current, SignInThrottle.Attempt attempt) {
        try {
            return accounts.credential(who.username())
                    .map(PasswordCredential::passwordHash)
                    .filter(hash -> hasher.matches(current, hash));
        } catch (RuntimeException e) {
            attempt.withdraw(); // the server's fault, not the person's
            throw e;
        }
    }
}
