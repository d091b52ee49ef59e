package org.chatboard.conversation.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.chatboard.platform.rest.RejectedException;

/**
 * Makes invited people members of rooms in the caller's transaction, which also spends the use of the invitation. It does not go through
 * {@code MessageInbox}, whose writers have transactions of their own. The row of the room orders both, as it orders two nodes: frames
 * may overtake each other, and a socket that sees a gap reads what is missing.
 */
@ApplicationScoped
public class InvitedMembers {
    @Inject
    MessageService service;

    /**
     * Makes a person a member.
     *
     * @throws RejectedException if the room does not allow it; the transaction is rolled back
     */
    public void join(RoomMembers room, Person person) {
        RoomChange change = new RoomChange(room, person, UUID.randomUUID().toString(), new RoomChange.JoinInvited());
        if (service.post(List.of(change)).get(0) instanceof WriteResult.Rejected rejected) {
            throw rejected.why().toRestRejection();
        }
    }
}
