package org.chatboard.people.signup;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.people.account.Person;
import org.chatboard.people.credential.BusyException;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.credential.PasswordRules;
import org.chatboard.people.invite.InvalidInviteException;
import org.chatboard.people.invite.Invitations;
import org.chatboard.people.name.DisplayNameRules;
import org.chatboard.people.name.UsernameRules;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.RejectedException;

/**
 * Creates accounts. Holds no transaction while it computes hashes. The checks run in the order of their cost: field rules first,
 * then the rate limit or the invitation, then the other queries and the hash.
 */
@ApplicationScoped
public class SignUpService {
    @Inject
    AccountService accounts;

    @Inject
    PasswordHasher hasher;

    @Inject
    SignUpThrottle throttle;

    @Inject
    SignUpPolicy policy;

    @Inject
    AdministratorService administrators;

    @Inject
    Invitations invitations;

    @Inject
    InvitedSignUpService invited;

    /** Checks whether a client may sign up. */
    private interface Check {
        /** Throws unless it may, with this username that is valid by the rules. */
        void run(String username);
    }

    /** Stores a checked account. */
    private interface Store {
        /** {@return the new person} */
        Person create(String username, String displayName, String hash);
    }

    /**
     * Creates an account.
     *
     * @param username as typed
     * @param displayName as typed
     * @param password as typed
     * @param address the client's address
     * @return the new person
     * @throws InvalidInputException for the fields {@code username}, {@code displayName} and {@code password}, if they are
     *     invalid
     * @throws RejectedException 403 if the {@link SignUpPolicy} does not allow it; 409 if the username is taken
     * @throws TooManyAttemptsException if the address has no sign-up permit left
     * @throws BusyException if no password hash slot frees up in time
     */
    public Person signUp(String username, String displayName, String password, String address) {
        Check check = name -> {
            throttle.acquire(address); // before the queries, so that probing for usernames is limited too
            policy.check();
        };
        return signUp(username, displayName, password, check, accounts::create);
    }

    /**
     * Creates the account of somebody who was invited, like {@link #signUp}. A use of the invitation is spent with the account.
     * The uses limit the accounts, so that many colleagues behind one address can sign up at once: the address needs a permit only to
     * learn that a username is taken.
     *
     * @param code the code of the invitation
     * @throws InvalidInviteException if the code is spent, expired, revoked or invented
     * @throws RejectedException 403 if nobody may sign up; 409 if the username is taken, or the room of the invitation is full
     */
    public Person signUpInvited(String username, String displayName, String password, String address, String code) {
        Check check = name -> {
            policy.checkInvited();
            invitations.require(code, address);
            if (accounts.usernameExists(name)) {
                throttle.acquire(address);
            }
        };
        Store store = (name, shownName, hash) -> invited.create(name, shownName, hash, code, address);
        return signUp(username, displayName, password, check, store);
    }

    /**
     * Creates the account of the first administrator, like {@link #signUp}. The caller has checked the code of {@link FirstStart}, so
     * that the address needs no permit: strangers behind it may have taken all.
     *
     * @param address the client's address
     * @return the new person; empty if the server has an administrator, enabled or not
     */
    public Optional<Person> signUpAdministrator(String username, String displayName, String password, String address) {
        return Optional.ofNullable(
                signUp(username, displayName, password, name -> {}, (name, shownName, hash) -> administrators
                        .createFirst(name, shownName, hash, address)
                        .orElse(null)));
    }

    private Person signUp(String username, String displayName, String password, Check check, Store store) {
        String name = UsernameRules.normalise(username);
        String shownName = DisplayNameRules.normalise(displayName);
        validate(name, shownName, password);
        check.run(name);
        if (accounts.usernameExists(name)) {
            throw usernameTaken();
        }
        hasher.runLimited(() -> PasswordRules.strengthError(password, name, shownName))
                .ifPresent(error -> {
                    throw new InvalidInputException("password", error);
                });
        return create(store, name, shownName, hasher.hash(password));
    }

    private static void validate(String username, String displayName, String password) {
        Map<String, String> errors = new LinkedHashMap<>();
        UsernameRules.newNameError(username).ifPresent(error -> errors.put("username", error));
        DisplayNameRules.validationError(displayName).ifPresent(error -> errors.put("displayName", error));
        PasswordRules.lengthError(password).ifPresent(error -> errors.put("password", error));
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }

    private Person create(Store store, String username, String displayName, String hash) {
        try {
            return store.create(username, displayName, hash);
        } catch (EJBException | PersistenceException e) {
            if (accounts.usernameExists(username)) { // a parallel sign-up created it
                throw usernameTaken();
            }
            throw e;
        }
    }

    private static RejectedException usernameTaken() {
        String message = Translations.text("username.taken");
        return new RejectedException(409, message, Map.of("username", message), null);
    }
}
