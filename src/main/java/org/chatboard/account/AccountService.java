package org.chatboard.account;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chatboard.system.InList;

/** Keeps the accounts. Each method is one JTA transaction; what is stored was judged by the rules before. */
@Stateless
public class AccountService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Event<PersonChanged> changed;

    @Inject
    Event<PreferencesChanged> chosen;

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

    /** {@return what an account has chosen; the defaults where there is no such account} */
    public Preferences preferences(long accountId) {
        return Optional.ofNullable(em.find(Account.class, accountId))
                .map(Account::preferences)
                .orElse(Preferences.DEFAULT);
    }

    /**
     * Changes what somebody has chosen; {@link AccountPreferences} is its one caller, and keeps one change behind the other.
     *
     * @param change makes the new ones of those that are
     * @return as they are now
     */
    public Preferences choose(long accountId, UnaryOperator<Preferences> change) {
        Account account = em.find(Account.class, accountId);
        Preferences former = account.preferences();
        Preferences now = change.apply(former);
        if (!now.equals(former)) {
            account.choose(now);
            chosen.fire(new PreferencesChanged(accountId, former, now));
        }
        return now;
    }

    /** {@return the account of a username, in any case of letters, disabled or not} Public, since an EJB gives out nothing else. */
    public Optional<Account> byUsername(String username) {
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
