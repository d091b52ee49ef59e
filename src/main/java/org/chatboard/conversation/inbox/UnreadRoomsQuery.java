package org.chatboard.conversation.inbox;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.database.InList;

/**
 * Finds the rooms of an account with unread messages, from the database and never from a cache. Each method is one JTA
 * transaction.
 */
@Stateless
public class UnreadRoomsQuery {
    private static final String MEMBERSHIPS =
            "SELECT s.roomId, s.readCount FROM Membership s WHERE s.accountId = :account";
    private static final String ROOMS = "SELECT r.id, r.lastSeq, r.messageCount FROM Room r WHERE r.id IN :rooms";

    private static final String READ_SEQ =
            "SELECT s.readSeq FROM Membership s WHERE s.roomId = :room AND s.accountId = :account";

    /** Most rooms that one statement reads. */
    private static final int ROOMS_PER_QUERY = 512;

    @PersistenceContext
    EntityManager em;

    /**
     * A room with unread messages.
     *
     * @param room id of the room
     * @param seq latest sequence number of the room
     * @param unread how many of its messages are unread
     */
    public record UnreadRoom(long room, long seq, long unread) {}

    /** {@return the sequence number up to which a member has read a room, 0 if the account is no member any more} */
    public long readSeq(long roomId, long accountId) {
        return em.createQuery(READ_SEQ, Long.class)
                .setParameter("room", roomId)
                .setParameter("account", accountId)
                .getResultStream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * {@return the rooms with unread messages, in no particular order} Memberships and rooms are read by separate statements, for
     * the reason that {@link RoomOverviewQuery} gives.
     */
    public List<UnreadRoom> unreadRooms(long accountId) {
        Map<Long, Long> readCounts = new HashMap<>();
        em.createQuery(MEMBERSHIPS, Object[].class)
                .setParameter("account", accountId)
                .getResultList()
                .forEach(row -> readCounts.put((Long) row[0], (Long) row[1]));
        List<Long> ids = List.copyOf(readCounts.keySet());
        List<UnreadRoom> unread = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += ROOMS_PER_QUERY) {
            List<Long> batch = ids.subList(from, Math.min(from + ROOMS_PER_QUERY, ids.size()));
            em.createQuery(ROOMS, Object[].class)
                    .setParameter("rooms", InList.padded(batch))
                    .getResultStream()
                    .map(row ->
                            new UnreadRoom((Long) row[0], (Long) row[1], (Long) row[2] - readCounts.get((Long) row[0])))
                    .filter(room -> room.unread() > 0)
                    .forEach(unread::add);
        }
        return unread;
    }
}
