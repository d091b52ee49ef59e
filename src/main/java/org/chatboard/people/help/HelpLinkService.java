package org.chatboard.people.help;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.people.session.SignInOrigin;
import org.chatboard.people.session.SignInService;
import org.chatboard.people.session.Tokens;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Makes and uses help links. Each method runs in one JTA transaction; those that change links lock the account first. */
@Stateless
public class HelpLinkService {
    @PersistenceContext
    EntityManager em;

    @Inject
    AccountService accounts;

    @Inject
    SignInService signIns;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * Makes a link, which replaces an unused one of the account. Administrators may help each other, but nobody makes one for their own
     * account: an unlocked page would be enough to take that over.
     *
     * @param maker the administrator
     * @param address the maker's client address
     * @throws RejectedException 404 if there is no such account; 409 if it is the maker's, or disabled
     */
    public NewHelpLink make(long accountId, SignedInAccount maker, String address) {
        Person person = accounts.person(accountId)
                .orElseThrow(() -> new RejectedException(404, Translations.text("helpLink.noAccount")));
        if (accountId == maker.accountId()) {
            throw new RejectedException(409, Translations.text("helpLink.own"));
        }
        if (!signIns.lockAccount(accountId)) {
            throw new RejectedException(409, Translations.text("helpLink.disabled", person.displayName()));
        }
        em.createNamedQuery(HelpLink.DELETE_UNUSED_AND_OLD)
                .setParameter("accountId", accountId)
                .setParameter("since", noticesSince())
                .executeUpdate();
        String code = Tokens.newToken();
        HelpLink link = new HelpLink(accountId, maker.accountId(), Tokens.hash(code), now());
        em.persist(link);
        audit.record(new AuditActor(maker.username(), address), AuditAction.HELP_LINK_MADE, person.username());
        return new NewHelpLink(code, link.expiresAt());
    }

    /** {@return the person whose password a code can set; empty if the code is spent, expired, replaced or invented, or the account disabled} */
    public Optional<Person> find(String code) {
        // not one statement: make() locks the account first and the links then, and Derby would see a deadlock
        return openAccount(code)
                .flatMap(id -> accounts.enabledPersons(List.of(id)).stream().findFirst());
    }

    /**
     * Uses a link: sets the password, ends all sign-ins of the account and starts one. Of two uses at once one has an effect.
     *
     * @param newHash hash of a password that is valid by {@code PasswordRules}
     * @param origin where the new sign-in is made
     * @return the sign-in token for the cookie; empty as for {@link #find}
     */
    public Optional<String> use(String code, String newHash, SignInOrigin origin) {
        Optional<Person> found = find(code).filter(person -> signIns.lockAccount(person.id()));
        // read after the lock, because a parallel use or a new link changes the row
        Optional<HelpLink> link = found.flatMap(person -> em.createNamedQuery(HelpLink.FIND, HelpLink.class)
                .setParameter("codeHash", Tokens.hash(code))
                .getResultStream()
                .findFirst());
        Instant now = now();
        if (link.filter(open -> open.isOpen(now)).isEmpty()) {
            return Optional.empty();
        }
        Person person = found.orElseThrow();
        link.get().use(now);
        audit.record(
                new AuditActor(person.username(), origin.address()), AuditAction.HELP_LINK_USED, person.username());
        return Optional.of(signIns.resetPassword(person.id(), newHash, origin, now));
    }

    /**
     * {@return the notices of links that were used in the last 30 days, the newest first} The sign-in that a link itself started gets none
     * of it, and a sign-in in which they were dismissed gets none at all.
     */
    public List<HelpNotice> notices(SignedInAccount caller) {
        return em.createNamedQuery(HelpLink.LIST_NOTICES, Object[].class)
                .setParameter("signInId", caller.signInId())
                .setParameter("since", noticesSince())
                .getResultStream()
                .map(row -> new HelpNotice((String) row[0], (Instant) row[1]))
                .toList();
    }

    /** Dismisses the notices in the caller's sign-in alone, since somebody who took the account over by a link could dismiss them too. */
    public void dismissNotices(SignedInAccount caller) {
        signIns.dismissHelpNotice(caller.signInId());
    }

    private Instant noticesSince() {
        return now().minus(HelpLink.NOTICE_LIFETIME);
    }

    private Optional<Long> openAccount(String code) {
        return em.createNamedQuery(HelpLink.FIND_OPEN_ACCOUNT, Long.class)
                .setParameter("codeHash", Tokens.hash(code))
                .setParameter("now", clock.instant())
                .getResultStream()
                .findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
