package org.chatboard.conversation.notification;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatboard.conversation.room.NotifyLevel;

/** Stores which messages of a room ring for each member. Each method is one JTA transaction. */
@Stateless
public class NotifyLevelService {
    /**
     * Updates the column without the entity. A change of the entity would raise its version, and a room writer that stores
     * receipts or messages at the same moment would fail, because it still has the old version.
     */
    private static final String UPDATE =
            "UPDATE membership SET notify_level = ?1 WHERE room_id = ?2 AND account_id = ?3";

    private static final String LEVELS =
            "SELECT s.accountId, s.notifyLevel FROM Membership s WHERE s.roomId = :room AND s.notifyLevel <> :usual";

    @PersistenceContext
    EntityManager em;

    @Inject
    Event<NotifyLevelChanged> changed;

    /** Sets the level of a member and fires {@link NotifyLevelChanged}, even if the level is the same as before. */
    public void set(long roomId, long accountId, NotifyLevel level) {
        em.createNativeQuery(UPDATE)
                .setParameter(1, level.name())
                .setParameter(2, roomId)
                .setParameter(3, accountId)
                .executeUpdate();
        changed.fire(new NotifyLevelChanged(roomId, accountId, level));
    }

    /** {@return the levels of a room's members by account id, without those who have {@link NotifyLevel#ALL}} */
    public Map<Long, NotifyLevel> levels(long roomId) {
        return em.createQuery(LEVELS, Object[].class)
                .setParameter("room", roomId)
                .setParameter("usual", NotifyLevel.ALL)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (NotifyLevel) row[1]));
    }
}
