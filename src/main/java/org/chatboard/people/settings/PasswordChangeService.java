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

/** Changes passwords. A change ends all other sign-ins of the account. Holds no transaction while it computes hashes. */
@ApplicationScoped
public class PasswordChangeService {
    @Inject
    AccountService accounts;

    @Inject
    SignInService signIns;

    @Inject
    SignInCache signInCache;

    @Inject
    PasswordHasher hasher;

    @Inject
    SignInThrottle throttle;

    /**
     * Changes the password of the caller's account.
     *
     * @param account the principal of the request
     * @param formerToken the sign-in token of the request; it becomes invalid
     * @param currentPassword as typed
     * @param newPassword as typed
     * @param client address and device tokens of the request
     * @return new tokens for the browser's cookies; all former device tokens become invalid
     * @throws InvalidInputException for the field {@code newPassword} if that is invalid, for {@code currentPassword} if that is
     *     wrong
     * @throws SignInEndedException if the sign-in has ended or the password has been changed meanwhile
     * @throws TooManyAttemptsException after too many wrong passwords
     * @throws BusyException if no password hash slot frees up in time
     */
    public SignInGrant change(
            SignedInAccount account,
            String formerToken,
            String currentPassword,
            String newPassword,
            SignInClient client) {
        rejectIfPresent(PasswordRules.lengthError(newPassword));
        String verifiedHash = verify(account, currentPassword, client);
        rejectIfPresent(hasher.runLimited(
                () -> PasswordRules.strengthError(newPassword, account.username(), account.displayName())));
        String hash = hasher.hash(newPassword);
        String token = signIns.changePassword(account, verifiedHash, hash).orElseThrow(SignInEndedException::new);
        signInCache.invalidate(formerToken);
        return new SignInGrant(token, DeviceTokens.token(DeviceTokens.newId(), account.username(), hash));
    }

    private static void rejectIfPresent(Optional<String> error) {
        error.ifPresent(message -> {
            throw new InvalidInputException("newPassword", message);
        });
    }

    private String verify(SignedInAccount account, String currentPassword, SignInClient client) {
        // the throttle treats a valid sign-in like a known device
        SignInThrottle.Attempt attempt =
                throttle.begin(account.username(), client.address(), "sign-in " + account.signInId());
        String hash = matchingHash(account, currentPassword, attempt)
                .orElseThrow(() -> new InvalidInputException("currentPassword", Translations.text("password.wrong")));
        attempt.recordSuccess();
        return hash;
    }

    private Optional<String> matchingHash(
            SignedInAccount account, String currentPassword, SignInThrottle.Attempt attempt) {
        try {
            return accounts.credential(account.username())
                    .map(PasswordCredential::passwordHash)
                    .filter(hash -> hasher.matches(currentPassword, hash));
        } catch (RuntimeException e) {
            attempt.cancel(); // not the user's fault
            throw e;
        }
    }
}
