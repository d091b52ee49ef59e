package org.chatboard.people.signup;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.invite.InvalidInviteException;
import org.chatboard.people.invite.InviteService;
import org.chatboard.people.invite.InvitedRooms;
import org.chatboard.people.invite.InvitedRooms.LockedRoom;
import org.chatboard.people.invite.OpenInvite;

/** Creates invited accounts. */
@Stateless
public class InvitedSignUpService {
    @Inject
    InviteService invites;

    @Inject
    InvitedRooms rooms;

    @Inject
    AccountService accounts;

    /**
     * Spends a use of an invitation, creates the account, and makes it a member of the room, in one transaction.
     *
     * @param address the person's client address
     * @throws InvalidInviteException if the code is spent, expired, revoked or invented
     * @throws jakarta.persistence.PersistenceException if the username exists (unique constraint)
     */
    public Person create(String username, String displayName, String passwordHash, String code, String address) {
        OpenInvite invite = invites.spend(code, new AuditActor(username, address));
        Optional<LockedRoom> room = invite.room() == null
                ? Optional.empty()
                : Optional.of(rooms.lock(invite.room(), invite.madeBy()).orElseThrow(InvalidInviteException::new));
        Person person = accounts.create(username, displayName, passwordHash, invite.guest());
        room.ifPresent(locked -> locked.join(person));
        return person;
    }
}
