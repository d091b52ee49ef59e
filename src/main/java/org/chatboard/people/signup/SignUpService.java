package org.chatboard.people.signup;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.credential.BusyException;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.credential.PasswordRules;
import org.chatboard.people.name.DisplayNameRules;
import org.chatboard.people.name.UsernameRules;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.RejectedException;

/**
 * Makes new accounts. It holds no transaction while it computes hashes, and does what costs most last: what is refused by its form
 * costs nothing, what costs something is counted first.
 */
@ApplicationScoped
public class SignUpService {
    @Inject
    AccountService accounts;

    @Inject
    PasswordHasher hasher;

    @Inject
    SignUpThrottle throttle;

    /**
     * Makes an account.
     *
     * @param username as typed
     * @param displayName as typed
     * @param password as typed
     * @param address where the request comes from
     * @return the new person
     * @throws InvalidInputException where the rules refuse a field: {@code username}, {@code displayName}, {@code password}
     * @throws RejectedException 409 where the username is taken
     * @throws TooManyAttemptsException where the address has made, or tried to make, too many accounts
     * @throws BusyException where too many passwords are being hashed
     */
    public Person signUp(String username, String displayName, String password, String address) {
        String name = UsernameRules.normalise(username);
        String shown = DisplayNameRules.normalise(displayName);
        checkForm(name, shown, password);
        throttle.count(address); // before the name is looked for: asking for names is limited too
        if (accounts.usernameExists(name)) {
            throw taken();
        }
        hasher.runLimited(() -> PasswordRules.strengthError(password, name, shown))
                .ifPresent(sentence -> {
                    throw new InvalidInputException("password", sentence);
                });
        return create(name, shown, hasher.hash(password));
    }

    private static void checkForm(String username, String displayName, String password) {
        Map<String, String> errors = new LinkedHashMap<>();
        UsernameRules.validationError(username).ifPresent(sentence -> errors.put("username", sentence));
        DisplayNameRules.validationError(displayName).ifPresent(sentence -> errors.put("displayName", sentence));
        PasswordRules.lengthError(password).ifPresent(sentence -> errors.put("password", sentence));
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }

    private Person create(String username, String displayName, String hash) {
        try {
            return accounts.create(username, displayName, hash);
        } catch (EJBException | PersistenceException e) {
            if (accounts.usernameExists(username)) { // somebody else was faster
                throw taken();
            }
            throw e;
        }
    }

    private static RejectedException taken() {
        String sentence = Translations.text("username.taken");
        return new RejectedException(409, sentence, Map.of("username", sentence), null);
    }
}
