package org.chatboard.conversation.inbox;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.database.InList;

/** Finds all that is unread to somebody, however many rooms they have. From the database and never from a cache. */
@Stateless
public class UnreadRoomsQuery {
    private static final String PLACES = "SELECT s.roomId, s.readCount FROM Membership s WHERE s.accountId = :account";
    private static final String ROOMS = "SELECT r.id, r.lastSeq, r.messageCount FROM Room r WHERE r.id IN :rooms";

    private static final String READ_SEQ =
            "SELECT s.readSeq FROM Membership s WHERE s.roomId = :room AND s.accountId = :account";

    /** Rooms that one statement is asked for. */
    private static final int ROOMS_AT_ONCE = 512;

    @PersistenceContext
    EntityManager em;

    /**
     * A room with unread messages.
     *
     * @param room its id
     * @param seq number of its latest change
     * @param unread how many of its messages are unread
     */
    public record UnreadRoom(long room, long seq, long unread) {}

    /** {@return number up to which a member of a room has read it} */
    public long readSeq(long roomId, long accountId) {
        return em.createQuery(READ_SEQ, Long.class)
                .setParameter("room", roomId)
                .setParameter("account", accountId)
                .getSingleResult();
    }

    /** {@return the rooms in which something is unread to an account, in no order; two statements, as {@link RoomOverviewQuery} says} */
    public List<UnreadRoom> of(long accountId) {
        Map<Long, Long> readCounts = new HashMap<>();
        em.createQuery(PLACES, Object[].class)
                .setParameter("account", accountId)
                .getResultList()
                .forEach(place -> readCounts.put((Long) place[0], (Long) place[1]));
        List<Long> ids = List.copyOf(readCounts.keySet());
        List<UnreadRoom> unread = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += ROOMS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(from + ROOMS_AT_ONCE, ids.size()));
            em.createQuery(ROOMS, Object[].class)
                    .setParameter("rooms", InList.padded(some))
                    .getResultStream()
                    .map(row ->
                            new UnreadRoom((Long) row[0], (Long) row[1], (Long) row[2] - readCounts.get((Long) row[0])))
                    .filter(room -> room.unread() > 0)
                    .forEach(unread::add);
        }
        return unread;
    }
}
