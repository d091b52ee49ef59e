package org.chatboard.conversation.invite;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.chatboard.people.account.Person;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.invite.InvalidInviteException;
import org.chatboard.people.invite.InviteService;
import org.chatboard.people.invite.InvitedRooms;
import org.chatboard.people.invite.OpenInvite;
import org.chatboard.platform.rest.RejectedException;

/** Lets people who have an account join rooms by invitations. */
@Stateless
public class JoinService {
    @Inject
    InviteService invites;

    @Inject
    InvitedRooms rooms;

    /**
     * Spends a use of an invitation, and makes the person a member of its room, in one transaction.
     *
     * @param address the person's client address
     * @throws InvalidInviteException if the code is spent, expired, revoked or invented, or leads into no room
     * @throws RejectedException 409 if the person is a member already, or the room is full
     */
    public void join(String code, Person person, String address) {
        OpenInvite invite = invites.spend(code, new AuditActor(person.username(), address));
        if (invite.room() == null) {
            throw new InvalidInviteException();
        }
        rooms.lock(invite.room(), invite.madeBy())
                .orElseThrow(InvalidInviteException::new)
                .join(person);
    }
}
