package org.chatboard.conversation.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chatboard.people.account.SignedInAccount;

/**
 * Decides whether an account may do something in a room. Every frame, REST route and page that names a room by its id is checked here,
 * by {@link RoomCache}, before anything is read or queued. The transaction of a change decides again, because the cache may be older. The
 * rooms of {@code hello} need no check: their query reads only the rooms of the account.
 */
@ApplicationScoped
public class RoomAccess {
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

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
        return require(rooms.members(roomId), accountId, action);
    }

    /**
     * {@return a room in which the account may do this}
     *
     * @param id id of the room, from a path
     * @throws RoomNotFoundException if the account is not a member, the room does not exist, or the id is not a number
     * @throws RoomRejectedException if its role, or the kind or state of the room, does not allow it
     */
    public RoomMembers require(String id, long accountId, RoomAction action) {
        return require(members(id), accountId, action);
    }

    private static RoomMembers require(Optional<RoomMembers> found, long accountId, RoomAction action) {
        RoomMembers room = found.orElseThrow(RoomNotFoundException::new);
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
     * {@return the room; empty if it does not exist, the account may not do this, or the id is not a number}
     *
     * @param id id of the room, from a path, or null
     */
    public Optional<RoomMembers> find(String id, long accountId, RoomAction action) {
        return members(id).filter(room -> rejection(room, accountId, action).isEmpty());
    }

    /**
     * {@return a room in which the account may do this; a guest has only the rooms of which it is a member}
     *
     * @param id id of the room, from a path
     * @throws RoomNotFoundException if the account is not a member, the room does not exist, or the id is not a number
     * @throws RoomRejectedException if its role, or the kind or state of the room, does not allow it
     */
    public RoomMembers require(String id, SignedInAccount account, RoomAction action) {
        if (account.isGuest()) {
            require(id, account.accountId(), RoomAction.SEE);
        }
        return require(id, account.accountId(), action);
    }

    private Optional<RoomMembers> members(String id) {
        return id == null || !ID.matcher(id).matches() ? Optional.empty() : rooms.members(Long.parseLong(id));
    }

    private static Optional<RoomRejection> rejection(RoomMembers room, long accountId, RoomAction action) {
        return action.rejection(room.kind(), room.roleOf(accountId), room.archived());
    }
}
