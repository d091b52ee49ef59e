package org.chatboard.conversation.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.Optional;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.NotifyLevel;

/**
 * Caches the levels of the members of up to {@value #MAX_ROOMS} rooms, which every broadcast needs. A change evicts the room after the
 * commit, and waits for a load that is running, so no load that began before the commit leaves its result behind.
 */
@ApplicationScoped
public class NotifyLevels {
    private static final int MAX_ROOMS = 20_000;

    @Inject
    NotifyLevelService service;

    private final Cache<Long, Map<Long, NotifyLevel>> byRoom = Caffeine.newBuilder()
            .maximumSize(MAX_ROOMS)
            .executor(Runnable::run) // evicts on the calling thread: the container manages no threads of Caffeine
            .build();

    /** {@return the levels of a room's members by account id, without those who have {@link NotifyLevel#ALL}} */
    public Map<Long, NotifyLevel> ofRoom(long roomId) {
        return byRoom.get(roomId, service::levels);
    }

    /** {@return as {@link #ofRoom}, empty if the database must be read for it} */
    public Optional<Map<Long, NotifyLevel>> ofRoomIfCached(long roomId) {
        return Optional.ofNullable(byRoom.getIfPresent(roomId));
    }

    /** Runs before the observers that send frames, since a client that has the frame relies on the new level. */
    void onChanged(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    NotifyLevelChanged event) {
        byRoom.invalidate(event.roomId());
    }

    /** The level of a former member does not outlive the membership. */
    void onMemberships(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipsChanged event) {
        event.changes().forEach(change -> byRoom.invalidate(change.roomId()));
    }
}
