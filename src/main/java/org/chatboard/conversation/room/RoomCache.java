package org.chatboard.conversation.room;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in which room, for every frame and every broadcast. The members of a conversation of two never change, so what was read
 * once is kept, the latest used {@value #KEPT} of each.
 */
@ApplicationScoped
public class RoomCache {
    private static final int KEPT = 20_000;

    @Inject
    RoomService service;

    private final Map<Long, RoomMembers> byId = latest();
    private final Map<String, RoomMembers> directs = latest();

    /** {@return who is in a room, empty where there is no such room} */
    public Optional<RoomMembers> members(long roomId) {
        RoomMembers known = byId.get(roomId);
        return known != null ? Optional.of(known) : service.members(roomId).map(this::keep);
    }

    /** {@return the conversation of two people, empty where none of them has written yet} */
    public Optional<RoomMembers> findDirect(long oneAccountId, long otherAccountId) {
        RoomMembers known = directs.get(Room.directKey(oneAccountId, otherAccountId));
        return known != null
                ? Optional.of(known)
                : service.findDirect(oneAccountId, otherAccountId).map(this::keep);
    }

    /**
     * The conversation of two people, made where there is none.
     *
     * @throws EJBException where it cannot be made
     */
    public RoomMembers openDirect(long oneAccountId, long otherAccountId) {
        return findDirect(oneAccountId, otherAccountId).orElseGet(() -> {
            try {
                return keep(service.makeDirect(oneAccountId, otherAccountId));
            } catch (EJBException e) { // the other one opened it at the same moment: then it is there now
                return service.findDirect(oneAccountId, otherAccountId)
                        .map(this::keep)
                        .orElseThrow(() -> e);
            }
        });
    }

    private RoomMembers keep(RoomMembers members) {
        byId.put(members.roomId(), members);
        if (members.kind() == RoomKind.DIRECT) {
            directs.put(
                    Room.directKey(
                            members.accountIds().get(0), members.accountIds().get(1)),
                    members);
        }
        return members;
    }

    private static <K, V> Map<K, V> latest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > KEPT;
            }
        });
    }
}
