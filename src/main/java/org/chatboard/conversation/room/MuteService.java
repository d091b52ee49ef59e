package org.chatboard.conversation.room;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Stores which members have muted a room. Each method is one JTA transaction. */
@Stateless
public class MuteService {
    /**
     * Updates the column without the entity. A change of the entity would raise its version, and a room writer that stores
     * receipts or messages at the same moment would fail, because it still has the old version.
     */
    private static final String MUTE = "UPDATE membership SET muted = ?1 WHERE room_id = ?2 AND account_id = ?3";

    @PersistenceContext
    EntityManager em;

    @Inject
    Event<MuteChanged> changed;

    /** Mutes or unmutes a room for a member and fires {@link MuteChanged}, even if the state is the same as before. */
    public void mute(long roomId, long accountId, boolean muted) {
        em.createNativeQuery(MUTE)
                .setParameter(1, muted)
                .setParameter(2, roomId)
                .setParameter(3, accountId)
                .executeUpdate();
        changed.fire(new MuteChanged(roomId, accountId, muted));
    }
}
