package org.chatboard.people.account;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.platform.database.Sql;
import org.chatboard.platform.environment.PromotionOutcome;

/** Makes accounts administrators. Each method runs in one JTA transaction. */
@Stateless
public class AdministratorService {
    @PersistenceContext
    EntityManager em;

    @Inject
    AccountService accounts;

    @Inject
    AuditLog audit;

    @Inject
    Event<PersonChanged> changed;

    /** {@return whether the server has an administrator whose account is not disabled} */
    public boolean exists() {
        return find(Account.FIND_ADMINISTRATORS);
    }

    /** {@return whether the server has an administrator, enabled or not} Then nobody becomes the first one. */
    public boolean existsEvenDisabled() {
        return find(Account.FIND_BY_ROLE);
    }

    private boolean find(String query) {
        return em.createNamedQuery(query, Long.class)
                .setParameter("role", Account.ADMIN)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .isPresent();
    }

    /** {@return whether the server has an account} */
    public boolean anyAccountExists() {
        return em.createNamedQuery(Account.FIND_ALL, Long.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .isPresent();
    }

    /**
     * Stores the account of the first administrator, and records it in the audit log.
     *
     * @param address the client's address
     * @return the new person; empty if the server has an administrator, enabled or not
     * @throws jakarta.persistence.PersistenceException if the username exists (unique constraint)
     */
    public Optional<Person> createFirst(String username, String displayName, String passwordHash, String address) {
        Sql.update(em, "LOCK TABLE account IN EXCLUSIVE MODE"); // of two at the same time, the second sees the first
        if (existsEvenDisabled()) {
            return Optional.empty();
        }
        Person person = accounts.create(username, displayName, passwordHash);
        em.find(Account.class, person.id()).makeAdministrator();
        audit.record(
                new AuditActor(person.username(), address),
                AuditAction.FIRST_ADMIN_SIGNED_UP,
                person.username(),
                null,
                Account.ADMIN);
        return Optional.of(person);
    }

    /**
     * Makes an account an administrator for the operator, records it in the audit log, and fires {@link PersonChanged}, so that its running sign-ins have the role at their next
     * request.
     *
     * @param username in upper or lower case
     */
    public PromotionOutcome promote(String username) {
        return accounts.credential(username)
                .map(known -> em.find(Account.class, known.accountId(), LockModeType.PESSIMISTIC_WRITE))
                .map(this::promote)
                .orElse(PromotionOutcome.NO_SUCH_ACCOUNT);
    }

    private PromotionOutcome promote(Account account) {
        if (account.isDisabled()) {
            return PromotionOutcome.DISABLED;
        }
        if (account.role().equals(Account.ADMIN)) {
            return PromotionOutcome.ALREADY;
        }
        audit.record(AuditActor.OPERATOR, AuditAction.ADMIN_MADE, account.username(), account.role(), Account.ADMIN);
        account.makeAdministrator();
        changed.fire(account.toPersonChanged());
        return PromotionOutcome.DONE;
    }
}
