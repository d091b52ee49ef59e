package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.List;

/** Reads the changes of a room by their sequence numbers. */
public final class ChangeQuery {
    private ChangeQuery() {}

    /**
     * {@return the changes with a sequence number above {@code after} and up to {@code to}, ascending}
     *
     * @param most how many changes are read at most, from the lowest sequence number on
     */
    public static List<SequencedChange> between(EntityManager em, long room, long after, long to, int most) {
        return em.createNamedQuery(StoredChange.BETWEEN, SequencedChange.class)
                .setParameter("room", room)
                .setParameter("after", after)
                .setParameter("to", to)
                .setMaxResults(most)
                .getResultList();
    }
}
