package org.chatboard.people.invite;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.session.Tokens;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Stores, finds and spends invitations. Each method is one JTA transaction. Callers check who may. */
@Stateless
public class InviteService {
    /** Most open invitations of one account. */
    public static final int MAX_OPEN = 100;

    @PersistenceContext
    EntityManager em;

    @Inject
    AccountService accounts;

    @Inject
    Clock clock;

    /**
     * A new invitation.
     *
     * @param code the code of its link, which is not stored
     * @param entry the invitation
     */
    public record NewInvite(String code, InviteEntry entry) {}

    /**
     * Makes an invitation.
     *
     * @throws RejectedException 409 if the account has {@value #MAX_OPEN} open ones, 403 if it is disabled
     */
    public NewInvite create(Person maker, InviteTerms terms) {
        if (!accounts.lockEnabled(maker.id())) {
            throw new RejectedException(403, Translations.text("invite.notAllowed"));
        }
        Long open = em.createNamedQuery(Invite.COUNT_OPEN, Long.class)
                .setParameter("account", maker.id())
                .setParameter("now", clock.instant())
                .getSingleResult();
        if (open >= MAX_OPEN) {
            throw new RejectedException(409, Translations.text("invite.tooMany", MAX_OPEN));
        }
        String code = Tokens.newToken();
        Invite invite =
                new Invite(Tokens.hash(code), maker.id(), terms, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        em.persist(invite);
        return new NewInvite(code, invite.toEntry(maker));
    }

    /** {@return the open invitation of a code; empty if the code is spent, expired, revoked or invented} */
    public Optional<OpenInvite> find(String code) {
        return em.createNamedQuery(Invite.FIND_OPEN, Invite.class)
                .setParameter("hash", Tokens.hash(code))
                .setParameter("now", clock.instant())
                .getResultStream()
                .findFirst()
                .map(Invite::toOpenInvite)
                .filter(this::isMakerEntitled);
    }

    /** {@return the room of a code, even if it is spent, expired or revoked; empty if it leads into no room or is invented} */
    public Optional<Long> room(String code) {
        return byCode(code).map(invite -> invite.toOpenInvite().room());
    }

    /**
     * Spends one use in the caller's transaction. The update decides, and locks the row until the transaction ends. A parallel request
     * waits, and finds the use spent or, after a rollback, left.
     *
     * @return the invitation
     * @throws InvalidInviteException if the code is spent, expired, revoked or invented
     */
    public OpenInvite spend(String code) {
        int spent = em.createNamedQuery(Invite.SPEND)
                .setParameter("hash", Tokens.hash(code))
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (spent == 0) {
            throw new InvalidInviteException();
        }
        return byCode(code)
                .map(Invite::toOpenInvite)
                .filter(this::isMakerEntitled)
                .orElseThrow(InvalidInviteException::new);
    }

    private Optional<Invite> byCode(String code) {
        return em.createNamedQuery(Invite.FIND, Invite.class)
                .setParameter("hash", Tokens.hash(code))
                .getResultStream()
                .findFirst();
    }

    /** {@return whether the inviter is an administrator, if the invitation is to the server; {@link InvitedRooms} decides for a room} */
    private boolean isMakerEntitled(OpenInvite invite) {
        return invite.room() != null || accounts.isAdministrator(invite.madeBy());
    }

    /** Revokes an invitation. {@return false if it does not exist or is revoked already} */
    public boolean revoke(long id) {
        return em.createNamedQuery(Invite.REVOKE)
                        .setParameter("id", id)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                > 0;
    }

    /** {@return an invitation in whatever state, without the name of its room} */
    public Optional<InviteEntry> entry(long id) {
        return Optional.ofNullable(em.find(Invite.class, id)).map(invite -> invite.toEntry(person(invite.accountId())));
    }

    private Person person(long accountId) {
        return accounts.person(accountId).orElseThrow();
    }

    /**
     * Reads a page of the open invitations, newest first, without the names of their rooms.
     *
     * @param madeBy account id of the inviter, null for all
     * @param room id of the room, null for all
     * @param before id of the last invitation of the page before, {@link Long#MAX_VALUE} for the first page
     * @param limit most invitations on the page
     */
    public InvitePage page(Long madeBy, Long room, long before, int limit) {
        List<InviteEntry> found = OpenInvitesQuery.read(em, madeBy, room, before, clock.instant(), limit + 1);
        boolean more = found.size() > limit;
        List<InviteEntry> page = more ? found.subList(0, limit) : found;
        return new InvitePage(page, more ? String.valueOf(page.get(limit - 1).id()) : null);
    }
}
