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
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.audit.AuditLog;
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
    InvitedRooms rooms;

    @Inject
    AuditLog audit;

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
     * Makes an invitation, and records it in the audit log.
     *
     * @param address the maker's client address
     * @throws RejectedException 409 if the account has {@value #MAX_OPEN} open ones, 403 if it is disabled
     */
    public NewInvite create(Person maker, InviteTerms terms, String address) {
        String title =
                title(terms.room()); // before the lock: a room writer, which holds the room, may wait for the account
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
        AuditAction action = terms.room() == null ? AuditAction.SERVER_INVITE_MADE : AuditAction.ROOM_INVITE_MADE;
        audit.record(new AuditActor(maker.username(), address), action, maker.username(), null, title);
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
     * Spends one use in the caller's transaction, and records it in the audit log. The update decides, and locks the row until the
     * transaction ends. A parallel request waits, and finds the use spent or, after a rollback, left. What the log needs of the inviter is
     * read before: an inviter who makes an invitation holds the account, and waits for this row.
     *
     * @param user who uses it
     * @return the invitation
     * @throws InvalidInviteException if the code is spent, expired, revoked or invented
     */
    public OpenInvite spend(String code, AuditActor user) {
        OpenInvite invite = byCode(code)
                .map(Invite::toOpenInvite)
                .filter(this::isMakerEntitled)
                .orElseThrow(InvalidInviteException::new);
        String maker = person(invite.madeBy()).username();
        String title = title(invite.room());
        int spent = em.createNamedQuery(Invite.SPEND)
                .setParameter("hash", Tokens.hash(code))
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (spent == 0) {
            throw new InvalidInviteException();
        }
        AuditAction action = invite.room() == null ? AuditAction.SERVER_INVITE_USED : AuditAction.ROOM_INVITE_USED;
        audit.record(user, action, maker, null, title);
        return invite;
    }

    private Person person(long accountId) {
        return accounts.person(accountId).orElseThrow();
    }

    /** {@return the name of a room, null for the server} */
    private String title(Long room) {
        return room == null ? null : rooms.titles(List.of(room)).get(room);
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

    /** Revokes an invitation, and records it in the audit log. {@return false if it does not exist or is revoked already} */
    public boolean revoke(long id, AuditActor actor) {
        InviteEntry invite = entry(id).orElse(null);
        if (invite == null) {
            return false;
        }
        String title = title(invite.room());
        int revoked = em.createNamedQuery(Invite.REVOKE)
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (revoked == 0) {
            return false;
        }
        AuditAction action =
                invite.room() == null ? AuditAction.SERVER_INVITE_REVOKED : AuditAction.ROOM_INVITE_REVOKED;
        audit.record(actor, action, invite.maker().username(), title, null);
        return true;
    }

    /** {@return an invitation in whatever state, without the name of its room} */
    public Optional<InviteEntry> entry(long id) {
        return Optional.ofNullable(em.find(Invite.class, id)).map(invite -> invite.toEntry(person(invite.accountId())));
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
