package org.chatboard.people.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Logger;
import org.chatboard.people.account.Person;
import org.chatboard.people.credential.BusyException;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.credential.PasswordRules;
import org.chatboard.people.signin.DeviceTokens;
import org.chatboard.people.signin.SignInClient;
import org.chatboard.people.signin.SignInGrant;
import org.chatboard.platform.rest.InvalidInputException;

/**
 * Sets new passwords by help links. Holds no transaction while it computes hashes. A code has 256 random bits, so that nobody guesses one.
 * A code that is not valid is therefore no failed sign-in: an old link, or the cookie of one, would shut out others behind the address.
 */
@ApplicationScoped
public class NewPasswordService {
    private static final Logger LOG = Logger.getLogger(NewPasswordService.class.getName());

    @Inject
    HelpLinkService links;

    @Inject
    PasswordHasher hasher;

    /**
     * {@return the person whose password a code can set; empty if the code is not valid}
     *
     * @param code not validated; empty if the request has none
     * @param address the client's address
     */
    public Optional<Person> find(String code, String address) {
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<Person> person = links.find(code);
        if (person.isEmpty()) {
            LOG.info(() -> "Help link rejected: address=" + address);
        }
        return person;
    }

    /**
     * Sets the password of the person of a code, and signs in.
     *
     * @param password as typed
     * @param client address and device of the request
     * @return tokens for the browser's cookies; empty if the code is not valid
     * @throws InvalidInputException for the field {@code newPassword}, if that is invalid; the link can still be used
     * @throws BusyException if no password hash slot frees up in time
     */
    public Optional<SignInGrant> set(String code, String password, SignInClient client) {
        return find(code, client.address()).flatMap(person -> {
            rejectIfPresent(PasswordRules.lengthError(password));
            rejectIfPresent(hasher.runLimited(
                    () -> PasswordRules.strengthError(password, person.username(), person.displayName())));
            String hash = hasher.hash(password);
            return links.use(code, hash, client.origin())
                    .map(token ->
                            new SignInGrant(token, DeviceTokens.token(DeviceTokens.newId(), person.username(), hash)));
        });
    }

    private static void rejectIfPresent(Optional<String> error) {
        error.ifPresent(message -> {
            throw new InvalidInputException("newPassword", message);
        });
    }
}
