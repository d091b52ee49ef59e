package org.chatboard.people.account;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chatboard.people.name.UsernameRules;

/** Reads and changes accounts. Each method runs in one JTA transaction. Callers validate names and passwords before. */
@Stateless
public class AccountService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Event<PersonChanged> changed;

    /** {@return the person with an id, also if the account is disabled} */
    public Optional<Person> person(long accountId) {
        return Optional.ofNullable(em.find(Account.class, accountId)).map(Account::toPerson);
    }

    /**
     * {@return those of the accounts that exist and are not disabled, in no particular order}
     *
     * @param accountIds at most some hundreds
     */
    public List<Person> enabledPersons(Collection<Long> accountIds) {
        return PersonQuery.enabled(em, accountIds);
    }

    /** {@return the enabled person with a username, in upper or lower case} */
    public Optional<Person> personByUsername(String username) {
        return findByUsername(username).filter(account -> !account.isDisabled()).map(Account::toPerson);
    }

    /** {@return whether an account is an administrator, and enabled} */
    public boolean isAdministrator(long accountId) {
        return em.createNamedQuery(Account.ENABLED_ROLE, String.class)
                .setParameter("id", accountId)
                .getResultList()
                .contains(Account.ADMIN);
    }

    /** {@return whether an account is a guest, also if it is disabled} */
    public boolean isGuest(long accountId) {
        Account account = em.find(Account.class, accountId);
        return account != null && account.role().equals(Account.GUEST);
    }

    /**
     * Locks the row of an account until the caller's transaction ends, so that what is counted for the account cannot change meanwhile.
     *
     * @return false if the account is disabled or does not exist
     */
    public boolean lockEnabled(long accountId) {
        Account account = em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        return account != null && !account.isDisabled();
    }

    /** Changes the display name and fires {@link PersonChanged}. */
    public void rename(long accountId, String displayName) {
        Account account = em.find(Account.class, accountId);
        account.rename(displayName);
        changed.fire(account.toPersonChanged());
    }

    /**
     * Changes the avatar and fires {@link PersonChanged}.
     *
     * @param sha256 hash of a content that is used in the caller's transaction; null for none
     * @return the hash of the former avatar, or null
     */
    public String changeAvatar(long accountId, String sha256) {
        Account account = em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        String former = account.changeAvatar(sha256);
        changed.fire(account.toPersonChanged());
        return former;
    }

    /** {@return the hash of the content that is the avatar of an account; empty if it has none, or is not there} */
    public Optional<String> avatar(long accountId) {
        return Optional.ofNullable(em.find(Account.class, accountId)).map(Account::avatar);
    }

    /** {@return whether an account has this username, also if it is disabled} */
    public boolean usernameExists(String username) {
        return findByUsername(username).isPresent();
    }

    /** {@return the password credential of a username, in upper or lower case, also if the account is disabled} */
    public Optional<PasswordCredential> credential(String username) {
        return findByUsername(username).map(Account::toCredential);
    }

    /**
     * Locks the row of an account until the caller's transaction ends, so that its password and state cannot change meanwhile.
     *
     * @return its credential; empty if the account is disabled or does not exist
     */
    public Optional<PasswordCredential> lockCredential(long accountId) {
        return Optional.ofNullable(em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE))
                .filter(account -> !account.isDisabled())
                .map(Account::toCredential);
    }

    /** Changes the password. The caller's transaction has locked the account by {@link #lockCredential}. */
    public void changePassword(long accountId, String newHash) {
        em.find(Account.class, accountId).changePassword(newHash);
    }

    private Optional<Account> findByUsername(String username) {
        String name = UsernameRules.normalise(username);
        if (UsernameRules.validationError(name).isPresent()) {
            return Optional.empty(); // PostgreSQL rejects a parameter with a NUL character
        }
        return em.createNamedQuery(Account.FIND_BY_USERNAME, Account.class)
                .setParameter("username", name)
                .getResultStream()
                .findFirst();
    }

    /**
     * Stores the new account of a user and fires {@link PersonChanged}.
     *
     * @throws jakarta.persistence.PersistenceException if the username exists (unique constraint)
     */
    public Person create(String username, String displayName, String passwordHash) {
        return create(username, displayName, passwordHash, false);
    }

    /**
     * Stores the new account of a user or a guest and fires {@link PersonChanged}.
     *
     * @param guest whether it sees nothing but its rooms and their members
     * @throws jakarta.persistence.PersistenceException if the username exists (unique constraint)
     */
    public Person create(String username, String displayName, String passwordHash, boolean guest) {
        String role = guest ? Account.GUEST : Account.USER;
        Account account = new Account(
                username, displayName, passwordHash, role, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        em.persist(account);
        em.flush();
        changed.fire(account.toPersonChanged());
        return account.toPerson();
    }

    /**
     * Replaces the hash of a password by a hash of the same password with newer parameters. Does nothing if the password has been
     * changed meanwhile.
     */
    public void replaceHash(long accountId, String oldHash, String newHash) {
        em.createNamedQuery(Account.REPLACE_HASH)
                .setParameter("id", accountId)
                .setParameter("oldHash", oldHash)
                .setParameter("newHash", newHash)
                .executeUpdate();
    }
}
