package org.chatboard.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.chatboard.system.InvalidInputException;
import org.chatboard.system.Sentences;

/** Changes a password, which ends all other sign-ins of the account. */
@ApplicationScoped
public class PasswordChange {
    @Inject
    AccountService accounts;

    @Inject
    SignInService signIns;

    @Inject
    SignIns remembered;

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
     * @param address where the request comes from
     * @return the token for the cookie from now on
     * @throws InvalidInputException for {@code newPassword} where the rules refuse it, for {@code currentPassword} where
     *     that is wrong
     * @throws TooManyAttemptsException after too many wrong ones
     * @throws BusyException where too many passwords are being hashed
     */
    public String change(SignedIn who, String formerToken, String current, String wanted, String address) {
        PasswordRules.refusal(wanted, who.username(), who.displayName()).ifPresent(sentence -> {
            throw new InvalidInputException("newPassword", sentence);
        });
        verify(who, current, address);
        String token = signIns.changePassword(who, hasher.hash(wanted));
        remembered.forget(formerToken);
        return token;
    }

    private void verify(SignedIn who, String current, String address) {
        throttle.begin(who.username(), address);
        if (!matches(who, current, address)) {
            throw new InvalidInputException("currentPassword", Sentences.say("password.wrong"));
        }
        throttle.succeeded(who.username(), address);
    }

    private boolean matches(SignedIn who, String current, String address) {
        try {
            return accounts.byUsername(who.username())
                    .filter(account -> hasher.matches(current, account.passwordHash()))
                    .isPresent();
        } catch (RuntimeException e) {
            throttle.withdraw(who.username(), address); // the server's fault, not the person's
            throw e;
        }
    }
}
