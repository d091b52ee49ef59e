package org.chatboard.people.account;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.chatboard.people.name.UsernameRules;
import org.chatboard.platform.database.InList;

/** Keeps the accounts. Each method is one JTA transaction; what is stored was judged by the rules before. */
@Stateless
public class AccountService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Event<PersonChanged> changed;

    /** {@return the person of an id, disabled or not} */
    public Optional<Person> person(long accountId) {
        return Optional.ofNullable(em.find(Account.class, accountId)).map(Account::toPerson);
    }

    /** {@return the person of a username, in any case of letters, who is not disabled} */
    public Optional<Person> personByUsername(String username) {
        return byUsername(username).filter(account -> !account.isDisabled()).map(Account::toPerson);
    }

    /** {@return those of some accounts that are disabled; one query however many are asked for} */
    public Set<Long> disabledAmong(Set<Long> accountIds) {
        return Set.copyOf(em.createNamedQuery(Account.DISABLED_AMONG, Long.class)
                .setParameter("ids", InList.padded(accountIds))
                .getResultList());
    }

    /** Changes the name that people see; everybody hears of it once the transaction has committed. */
    public void rename(long accountId, String displayName) {
        Account account = em.find(Account.class, accountId);
        account.rename(displayName);
        changed.fire(new PersonChanged(account.toPerson()));
    }

    /** {@return whether there is an account of a username, disabled or not} */
    public boolean isTaken(String username) {
        return byUsername(username).isPresent();
    }

    /** {@return what a password is verified against, of a username in any case of letters, disabled or not} */
    public Optional<PasswordCredential> credential(String username) {
        return byUsername(username).map(Account::toCredential);
    }

    /**
     * Locks an account in the caller's transaction, so that no change of its password or state comes between.
     *
     * @return its credential; empty where the account is disabled or there is none
     */
    public Optional<PasswordCredential> lockCredential(long accountId) {
        return Optional.ofNullable(em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE))
                .filter(account -> !account.isDisabled())
                .map(Account::toCredential);
    }

    /** Changes the password of an account that the caller's transaction has locked. */
    public void changePassword(long accountId, String newHash) {
        em.find(Account.class, accountId).changePassword(newHash);
    }

    private Optional<Account> byUsername(String username) {
        String name = UsernameRules.normalise(username);
        if (UsernameRules.refusal(name).isPresent()) {
            return Optional.empty(); // and not asked for: PostgreSQL takes no text with a NUL
        }
        return em.createNamedQuery(Account.BY_USERNAME, Account.class)
                .setParameter("username", name)
                .getResultStream()
                .findFirst();
    }

    /** Stores a new account. A name that is taken fails by the database's constraint. */
    public Person create(String username, String displayName, String passwordHash) {
        Account account =
                new Account(username, displayName, passwordHash, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        em.persist(account);
        em.flush();
        changed.fire(new PersonChanged(account.toPerson()));
        return account.toPerson();
    }

    /** Replaces a hash by one of the same password with newer parameters, unless the password was changed meanwhile. */
    public void renewHash(long accountId, String former, String renewed) {
        em.createNamedQuery(Account.RENEW_HASH)
                .setParameter("id", accountId)
                .setParameter("former", former)
                .setParameter("renewed", renewed)
                .executeUpdate();
    }
}
