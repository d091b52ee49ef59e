package org.chatboard.conversation.room;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Keeps who wants to hear nothing of a room. Each method is one JTA transaction. */
@Stateless
public class MuteService {
    /**
     * By the column alone: a change of the entity would take its next version, and fail the receipts and messages that a writer
     * is just storing with the former one.
     */
    private static final String MUTE = "UPDATE membership SET muted = ?1 WHERE room_id = ?2 AND account_id = ?3";

    @PersistenceContext
    EntityManager em;

    @Inject
    Event<MuteChanged> changed;

    /** Mutes a room for one of its members, or lets it be heard again; tells so once it is stored, be it news or not. */
    public void mute(long roomId, long accountId, boolean muted) {
        em.createNativeQuery(MUTE)
                .setParameter(1, muted)
                .setParameter(2, roomId)
                .setParameter(3, accountId)
                .executeUpdate();
        changed.fire(new MuteChanged(roomId, accountId, muted));
    }
}
