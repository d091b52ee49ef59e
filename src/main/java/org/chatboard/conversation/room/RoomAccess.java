package org.chatboard.conversation.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides whether an account may use a room. Every frame, REST route and page that names a room asks here. */
@ApplicationScoped
public class RoomAccess {
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private RoomCache rooms;

    /** For the container's proxy. */
    protected RoomAccess() {}

    /** @param rooms has the members of each room */
    @Inject
    public RoomAccess(RoomCache rooms) {
        this.rooms = rooms;
    }

    /**
     * {@return a room that the account is a member of}
     *
     * @throws RoomNotFoundException where it is no member, or there is no such room
     */
    public RoomMembers requireMember(long roomId, long accountId) {
        return ofMember(roomId, accountId).orElseThrow(RoomNotFoundException::new);
    }

    /** The same of an id as it stands in a path; what is no number is no room. */
    public RoomMembers requireMember(String id, long accountId) {
        if (!ID.matcher(id).matches()) {
            throw new RoomNotFoundException();
        }
        return requireMember(Long.parseLong(id), accountId);
    }

    /** {@return a room that the account is a member of; empty where it is none, or there is no such room} */
    public Optional<RoomMembers> ofMember(long roomId, long accountId) {
        return rooms.members(roomId).filter(members -> members.has(accountId));
    }
}
