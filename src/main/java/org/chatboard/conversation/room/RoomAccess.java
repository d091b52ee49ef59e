package org.chatboard.conversation.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides whether an account may use a room. Every frame and REST route that names a room by its id is checked here. The rooms of
 * {@code hello} need no check: their query reads only the rooms of the account.
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
     * {@return a room that the account is a member of}
     *
     * @throws RoomNotFoundException if the account is not a member or the room does not exist
     */
    public RoomMembers requireMember(long roomId, long accountId) {
        return findAsMember(roomId, accountId).orElseThrow(RoomNotFoundException::new);
    }

    /**
     * {@return a room that the account is a member of}
     *
     * @param id id of the room, from a path
     * @throws RoomNotFoundException if the account is not a member, the room does not exist or the id is not a number
     */
    public RoomMembers requireMember(String id, long accountId) {
        return findAsMember(id, accountId).orElseThrow(RoomNotFoundException::new);
    }

    /**
     * {@return the room; empty if the account is not a member, the room does not exist or the id is not a number}
     *
     * @param id id of the room, from a path, or null
     */
    public Optional<RoomMembers> findAsMember(String id, long accountId) {
        return find(id).filter(room -> room.has(accountId));
    }

    /**
     * {@return a room that the account is a member of, or may join}
     *
     * @param id id of the room, from a path
     * @throws RoomNotFoundException if the room is not public and the account is not a member, the room does not exist or the id is not a
     *     number
     */
    public RoomMembers requireVisible(String id, long accountId) {
        return find(id).filter(room -> room.kind() == RoomKind.PUBLIC || room.has(accountId))
                .orElseThrow(RoomNotFoundException::new);
    }

    private Optional<RoomMembers> find(String id) {
        return id == null || !ID.matcher(id).matches() ? Optional.empty() : rooms.members(Long.parseLong(id));
    }

    /** {@return the room; empty if the account is not a member or the room does not exist} */
    public Optional<RoomMembers> findAsMember(long roomId, long accountId) {
        return rooms.members(roomId).filter(members -> members.has(accountId));
    }
}
