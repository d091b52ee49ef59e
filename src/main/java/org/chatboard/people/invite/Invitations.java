package org.chatboard.people.invite;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.signin.TooManyAttemptsException;

/** Reads invitations for those who open their links. Spends nothing. */
@ApplicationScoped
public class Invitations {
    @Inject
    InviteService invites;

    @Inject
    InvitedRooms rooms;

    @Inject
    AccountService accounts;

    @Inject
    InviteThrottle throttle;

    /**
     * Who invited, and into what.
     *
     * @param inviter who made the invitation
     * @param room id of the room, null for the server
     * @param roomName name of the room, null for the server
     * @param guest whether a new account becomes a guest
     */
    public record Invitation(Person inviter, Long room, String roomName, boolean guest) {}

    /**
     * {@return the invitation of a code}
     *
     * @param address the client's address
     * @throws InvalidInviteException if the code is spent, expired, revoked or invented, and if the inviter may not invite any more
     * @throws TooManyAttemptsException instead of that, if the address has used too many such codes
     */
    public Invitation require(String code, String address) {
        return invites.find(code).flatMap(this::invitation).orElseThrow(() -> {
            throttle.recordFailure(address);
            return new InvalidInviteException();
        });
    }

    private Optional<Invitation> invitation(OpenInvite invite) {
        Optional<String> name = invite.room() == null ? Optional.empty() : rooms.name(invite.room(), invite.madeBy());
        return invite.room() != null && name.isEmpty()
                ? Optional.empty()
                : accounts.person(invite.madeBy())
                        .map(inviter -> new Invitation(inviter, invite.room(), name.orElse(null), invite.guest()));
    }
}
