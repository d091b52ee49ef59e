package org.chatboard.conversation.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Caches the members of rooms, their roles and the archived state, which every frame and every broadcast needs: up to {@value #MAX_ENTRIES} rooms by id and as many
 * direct rooms by the ids of the two accounts. {@link MembershipsChanged} evicts a room after the commit. The cache runs one load of a room at
 * a time and evicts after it, so no load that began before the commit leaves its result behind. The members of a direct room never
 * change. A room that does not exist is not cached.
 */
@ApplicationScoped
public class RoomCache {
    private static final int MAX_ENTRIES = 20_000;

    @Inject
    RoomService service;

    private final Cache<Long, RoomMembers> byId = newCache();
    private final Cache<String, RoomMembers> byDirectKey = newCache();

    /** {@return the members of a room, empty if the room does not exist} */
    public Optional<RoomMembers> members(long roomId) {
        return Optional.ofNullable(byId.get(roomId, id -> service.members(id).orElse(null)));
    }

    /** {@return the members of a room, empty if the database must be read for them} */
    public Optional<RoomMembers> membersIfCached(long roomId) {
        return Optional.ofNullable(byId.getIfPresent(roomId));
    }

    /** {@return the direct room of two accounts, empty until one of them has written} */
    public Optional<RoomMembers> findDirect(long oneAccountId, long otherAccountId) {
        RoomMembers cached = byDirectKey.getIfPresent(Room.directKey(oneAccountId, otherAccountId));
        return cached != null
                ? Optional.of(cached)
                : service.findDirect(oneAccountId, otherAccountId).map(this::cache);
    }

    /**
     * Returns the direct room of two accounts, and creates it if it does not exist.
     *
     * @throws EJBException if the room cannot be created
     */
    public RoomMembers openDirect(long oneAccountId, long otherAccountId) {
        return findDirect(oneAccountId, otherAccountId).orElseGet(() -> {
            try {
                return cache(service.createDirect(oneAccountId, otherAccountId));
            } catch (EJBException e) { // another request may have created the room at the same moment
                return service.findDirect(oneAccountId, otherAccountId)
                        .map(this::cache)
                        .orElseThrow(() -> e);
            }
        });
    }

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipsChanged event) {
        byId.invalidateAll(event.roomIds());
    }

    private RoomMembers cache(RoomMembers direct) {
        byId.put(direct.roomId(), direct);
        byDirectKey.put(
                Room.directKey(direct.accountIds().get(0), direct.accountIds().get(1)), direct);
        return direct;
    }

    private static <K> Cache<K, RoomMembers> newCache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .executor(Runnable::run) // evicts on the calling thread: the container manages no threads of Caffeine
                .build();
    }
}
