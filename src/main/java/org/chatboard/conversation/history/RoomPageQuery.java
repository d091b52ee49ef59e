package org.chatboard.conversation.history;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.conversation.message.MessageDto;

/**
 * Reads a room's messages by ranges of sequence numbers. A page therefore costs the same in a room with a hundred messages and in
 * one with a million. Without such ranges, Derby would read and sort the whole room for {@code ORDER BY seq DESC}, because it
 * cannot read an index backwards.
 */
public final class RoomPageQuery {
    /**
     * The optimizer overrides make Derby use the index. Derby chooses the plan before it knows the parameters, and chose a table
     * scan without them. PostgreSQL reads the overrides as comments.
     */
    static final String SELECT = """
            SELECT m.id, m.room_id, m.seq, m.ordinal, a.id, a.username, a.display_name, a.avatar, m.cid, m.body, m.sent_at, m.edited_at,
                m.deleted_at, m.reply_to, m.change_seq, m.event, m.event_subject, m.mentions, m.files
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            message m --DERBY-PROPERTIES constraint=message_seq_uq
            JOIN account a --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=account_pk
            ON a.id = m.sender_id
            WHERE m.room_id = ? AND m.seq >= ? AND m.seq < ? ORDER BY m.seq""";

    /** Factor by which the next range is wider than a range in which some sequence numbers belong to changes. */
    private static final int GROWTH = 4;

    /** Most sequence numbers in a range, which limits what Derby sorts. */
    private static final long MAX_WIDTH = 8_192;

    /**
     * Most sequence numbers in the first range. Only a few of the longest messages fit on a page, and a wider range would read
     * the others in vain.
     */
    private static final int MAX_FIRST_WIDTH = 64;

    private RoomPageQuery() {}

    /**
     * {@return the messages with a sequence number below {@code end}, descending, at most {@code count}; fewer if they exceed the
     * bytes of a page}
     */
    public static List<MessageDto> before(EntityManager em, long room, long end, int count) {
        RangeReader reader = new RangeReader(count);
        long high = end;
        while (high > 1 && reader.isIncomplete()) {
            long low = Math.max(1, high - reader.width);
            reader.add(between(em, " DESC", room, low, high, reader.remaining()), high - low);
            high = low;
        }
        return reader.messages;
    }

    /**
     * {@return the messages with a sequence number above {@code start} and up to {@code last}, ascending, at most {@code count};
     * fewer if they exceed the bytes of a page}
     */
    static List<MessageDto> after(EntityManager em, long room, long start, long last, int count) {
        RangeReader reader = new RangeReader(count);
        long low = start + 1;
        while (low <= last && reader.isIncomplete()) {
            long high = Math.min(last + 1, low + reader.width);
            reader.add(between(em, "", room, low, high, reader.remaining()), high - low);
            low = high;
        }
        return reader.messages;
    }

    /** Collects the messages of a page and computes the width of the next range. */
    private static final class RangeReader {
        private final List<MessageDto> messages = new ArrayList<>();
        private final int count;
        private long width;
        private long bytes;

        RangeReader(int count) {
            this.count = count;
            this.width = Math.min(count, MAX_FIRST_WIDTH);
        }

        boolean isIncomplete() {
            return messages.size() < count && bytes <= PageSize.MAX_BYTES;
        }

        int remaining() {
            return count - messages.size();
        }

        void add(List<MessageDto> found, long rangeWidth) {
            messages.addAll(found);
            bytes += PageSize.bytesOf(found);
            width = found.size() == rangeWidth ? remaining() : Math.min(width * GROWTH, MAX_WIDTH);
        }
    }

    private static List<MessageDto> between(EntityManager em, String order, long room, long low, long high, int count) {
        Query query = em.createNativeQuery(SELECT + order)
                .setParameter(1, room)
                .setParameter(2, low)
                .setParameter(3, high)
                .setMaxResults(count);
        List<MessageDto> messages = new ArrayList<>();
        for (Object row : query.getResultList()) {
            messages.add(message((Object[]) row));
        }
        return messages;
    }

    private static MessageDto message(Object[] row) {
        return new MessageDto(
                (Long) row[0],
                (Long) row[1],
                (Long) row[2],
                (Long) row[3],
                (Long) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                instant(row[10]),
                instant(row[11]),
                instant(row[12]),
                (Long) row[13],
                (Long) row[14],
                (String) row[15],
                (Long) row[16],
                (String) row[17],
                (Integer) row[18]);
    }

    private static Instant instant(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli((Long) millis);
    }
}
