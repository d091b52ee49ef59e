package org.chatboard.conversation.membership;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatboard.conversation.room.MembershipQuery;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.Person;

/** Reads who has read a message. Each method is one JTA transaction. */
@Stateless
public class ReaderQuery {
    private static final String MESSAGE =
            "SELECT m.seq, m.senderId, m.sentAt FROM ChatMessage m WHERE m.id = :id AND m.roomId = :room AND m.event IS NULL";

    /** Somebody who became a member later counts the older messages as read, and so is no reader of them. */
    private static final String READERS = """
            SELECT a.nameKey, a.id, a.username, a.displayName, a.avatar
            FROM Membership s JOIN Account a ON a.id = s.accountId
            LEFT JOIN StoredPreferences p ON p.accountId = s.accountId
            WHERE s.roomId = :room AND s.shownReadSeq >= :seq AND s.joinedAt <= :sentAt AND s.accountId <> :sender
            AND (p.hidesReceipts IS NULL OR p.hidesReceipts = FALSE)
            AND (a.nameKey > :key OR (a.nameKey = :key AND a.id > :id)) ORDER BY a.nameKey, a.id""";

    @PersistenceContext
    EntityManager em;

    /**
     * Reads a page of the members who have read a message, without its sender and without those who hide their receipts.
     *
     * @param viewer a member
     * @param limit most members on the page
     * @return empty if the room has no such message
     * @throws RoomNotFoundException if the viewer is no member once the page is read
     */
    public Optional<ReaderPage> page(long roomId, long viewer, long messageId, PeopleCursor after, int limit) {
        Optional<ReaderPage> page = em.createQuery(MESSAGE, Object[].class)
                .setParameter("id", messageId)
                .setParameter("room", roomId)
                .getResultStream()
                .findFirst()
                .map(message -> page(roomId, message, after, limit));
        MembershipQuery.require(em, roomId, viewer);
        return page;
    }

    private ReaderPage page(long roomId, Object[] message, PeopleCursor after, int limit) {
        List<Object[]> found = em.createQuery(READERS, Object[].class)
                .setParameter("room", roomId)
                .setParameter("seq", (Long) message[0])
                .setParameter("sender", (Long) message[1])
                .setParameter("sentAt", (Instant) message[2])
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id())
                .setMaxResults(limit + 1)
                .getResultList();
        boolean more = found.size() > limit;
        List<Object[]> page = more ? found.subList(0, limit) : found;
        return new ReaderPage(
                page.stream()
                        .map(row -> new Person((Long) row[1], (String) row[2], (String) row[3], (String) row[4]))
                        .toList(),
                more ? cursorAfter(page.get(limit - 1)) : null);
    }

    private static String cursorAfter(Object[] last) {
        return new PeopleCursor((String) last[0], (Long) last[1]).encode();
    }
}
