package org.chatboard.message;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads a room's messages, from the database and never from a cache. Each method is one JTA transaction. */
@Stateless
public class MessageHistory {
    private static final String LAST_SEQ = "SELECT r.lastSeq FROM Room r WHERE r.id = :room";

    @PersistenceContext
    EntityManager em;

    /** {@return the newest messages of a room, at most {@code limit}} */
    public MessagePage newest(long roomId, int limit) {
        return before(roomId, Long.MAX_VALUE, limit);
    }

    /** {@return the messages with a number below {@code seq}, the nearest {@code limit} of them} */
    public MessagePage before(long roomId, long seq, int limit) {
        long last = lastSeq(roomId);
        long end = Math.max(1, Math.min(seq, last + 1));
        List<MessageDto> messages = new ArrayList<>(em.createNamedQuery(ChatMessage.PAGE_BEFORE, MessageDto.class)
                .setParameter("room", roomId)
                .setParameter("seq", end)
                .setMaxResults(limit + 1) // one more tells whether there is more
                .getResultList());
        boolean more = messages.size() > limit;
        if (more) {
            messages.remove(limit);
        }
        Collections.reverse(messages);
        return new MessagePage(roomId, messages, more ? messages.get(0).seq() : 1, end - 1, more);
    }

    /** {@return the messages with a number above {@code seq}, the nearest {@code limit} of them} */
    public MessagePage after(long roomId, long seq, int limit) {
        long last = lastSeq(roomId); // read first: what is numbered up to it is visible, so nothing is passed over
        long start = Math.min(seq, last); // who claims to hold more must not be told so
        List<MessageDto> messages = new ArrayList<>(em.createNamedQuery(ChatMessage.PAGE_AFTER, MessageDto.class)
                .setParameter("room", roomId)
                .setParameter("seq", start)
                .setParameter("last", last)
                .setMaxResults(limit + 1)
                .getResultList());
        boolean more = messages.size() > limit;
        if (more) {
            messages.remove(limit);
        }
        long to = more ? messages.get(limit - 1).seq() : last;
        return new MessagePage(roomId, messages, start + 1, to, more);
    }

    private long lastSeq(long roomId) {
        return em.createQuery(LAST_SEQ, Long.class).setParameter("room", roomId).getSingleResult();
    }
}
