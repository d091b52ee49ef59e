package org.chatboard.conversation.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.chatboard.people.account.SignedInAccount;

/**
 * Decides whether an account may do something in a room. Every frame, REST route and page that names a room by its id is checked here,
 * by {@link RoomCache}, before anything is read or queued. The transaction of a change decides again, because the cache may be older. The
 * rooms of {@code hello} need no check: their query reads only the rooms of the account.
 */
@ApplicationScoped
public class RoomAccess {
    private RoomCache rooms;

    /** For the container's proxy. */
    protected RoomAccess() {}

    /**
     * Creates the bean.
     *
     * @param rooms source of the members of each room
     */
    @Inject
    public RoomAccess(RoomCache rooms) {
        this.rooms = rooms;
    }

    /**
     * {@return a room in which the account may do this}
     *
     * @throws RoomNotFoundException if the account is not a member, or the room does not exist
     * @throws RoomRejectedException if its role, or the kind or state of the room, does not allow it
     */
    public RoomMembers require(long roomId, long accountId, RoomAction action) {
        RoomMembers room = rooms.members(roomId).orElseThrow(RoomNotFoundException::new);
        rejection(room, accountId, action).ifPresent(rejection -> {
            throw RoomRejectedException.of(rejection);
        });
        return room;
    }

    /** {@return the room; empty if it does not exist or the account may not do this} */
    public Optional<RoomMembers> find(long roomId, long accountId, RoomAction action) {
        return rooms.members(roomId)
                .filter(room -> rejection(room, accountId, action).isEmpty());
    }

    /**
     * {@return a room in which the account may do this; a guest has only the rooms of which it is a member}
     *
     * @throws RoomNotFoundException if the account is not a member, or the room does not exist
     * @throws RoomRejectedException if its role, or the kind or state of the room, does not allow it
     */
    public RoomMembers require(long roomId, SignedInAccount account, RoomAction action) {
        if (account.isGuest()) {
            require(roomId, account.accountId(), RoomAction.SEE);
        }
        return require(roomId, account.accountId(), action);
    }

    private static Optional<RoomRejection> rejection(RoomMembers room, long accountId, RoomAction action) {
        return action.rejection(room.kind(), room.roleOf(accountId), room.archived());
    }
}
