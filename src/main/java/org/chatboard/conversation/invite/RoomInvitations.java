package org.chatboard.conversation.invite;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.chatboard.conversation.message.InvitedMembers;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomService;
import org.chatboard.people.invite.InvitedRooms;

/** The rooms that invitations lead into. */
@ApplicationScoped
public class RoomInvitations implements InvitedRooms {
    @Inject
    InviteRights rights;

    @Inject
    RoomService rooms;

    @Inject
    InvitedMembers members;

    @Override
    public Optional<String> name(long room, long madeBy) {
        return rights.name(room, madeBy);
    }

    @Override
    public Map<Long, String> titles(Collection<Long> ids) {
        return rights.titles(ids);
    }

    /**
     * Reads the members from the database: a thread that fills the cache may wait for a connection, while all of them are held by those who
     * wait for the invitation that this transaction has locked.
     */
    @Override
    public Optional<LockedRoom> lock(long room, long madeBy) {
        RoomMembers known = rooms.members(room).orElse(null);
        return known != null && rights.lock(room, madeBy)
                ? Optional.of(person -> members.join(known, person))
                : Optional.empty();
    }
}
