package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a room's messages by their numbers, a stretch of numbers at a time, so that a page costs the same in a room of a hundred
 * messages and in one of a million: Derby reads no index backwards, but all that is below a number, and sorts that.
 */
public final class RoomPageQuery {
    /**
     * Derby is told the way, since it knows no numbers when it chooses one, and chose to read the whole table; to PostgreSQL that is
     * a comment.
     */
    static final String SELECT = """
            SELECT m.id, m.room_id, m.seq, m.ordinal, a.id, a.username, a.display_name, m.cid, m.body, m.sent_at, m.edited_at,
                m.deleted_at, m.reply_to, m.change_seq
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            message m --DERBY-PROPERTIES constraint=message_seq_uq
            JOIN account a --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=account_pk
            ON a.id = m.sender_id
            WHERE m.room_id = ? AND m.seq >= ? AND m.seq < ? ORDER BY m.seq""";

    /** The same way. */
    static final String COUNT_OF_OTHERS = """
            SELECT COUNT(*) FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ? AND seq > ? AND seq <= ? AND sender_id <> ? AND deleted_at IS NULL""";

    /** By which a stretch is longer than the one before, where numbers are those of changes and not of messages. */
    private static final int WIDER = 4;

    /** Numbers in a stretch at most: what Derby sorts at once. */
    private static final long WIDEST = 8_192;

    /** Numbers in the first stretch at most: of the longest messages a page takes fewer, and the others would be read for nothing. */
    private static final int FIRST = 64;

    private RoomPageQuery() {}

    /**
     * {@return the messages with a number below {@code end}, the highest first, at most {@code count}; fewer where they are more bytes
     * than a page takes}
     */
    public static List<MessageDto> before(EntityManager em, long room, long end, int count) {
        Stretches read = new Stretches(count);
        long high = end;
        while (high > 1 && read.lacksSome()) {
            long low = Math.max(1, high - read.width);
            read.add(between(em, " DESC", room, low, high, read.lacking()), high - low);
            high = low;
        }
        return read.messages;
    }

    /**
     * {@return the messages with a number above {@code start} and up to {@code last}, the lowest first, at most {@code count}; fewer
     * where they are more bytes than a page takes}
     */
    static List<MessageDto> after(EntityManager em, long room, long start, long last, int count) {
        Stretches read = new Stretches(count);
        long low = start + 1;
        while (low <= last && read.lacksSome()) {
            long high = Math.min(last + 1, low + read.width);
            read.add(between(em, "", room, low, high, read.lacking()), high - low);
            low = high;
        }
        return read.messages;
    }

    /** What was read of a page, stretch by stretch, and how wide the next one is. */
    private static final class Stretches {
        private final List<MessageDto> messages = new ArrayList<>();
        private final int count;
        private long width;
        private long bytes;

        Stretches(int count) {
            this.count = count;
            this.width = Math.min(count, FIRST);
        }

        boolean lacksSome() {
            return messages.size() < count && bytes <= PageSize.MAX_BYTES;
        }

        int lacking() {
            return count - messages.size();
        }

        void add(List<MessageDto> stretch, long numbers) {
            messages.addAll(stretch);
            bytes += PageSize.bytesOf(stretch);
            width = stretch.size() == numbers ? lacking() : Math.min(width * WIDER, WIDEST);
        }
    }

    /** {@return how many messages of others than the account have a number above {@code after} and up to {@code to}, deleted ones not counted} */
    public static long countOfOthers(EntityManager em, long room, long after, long to, long account) {
        Number count = (Number) em.createNativeQuery(COUNT_OF_OTHERS)
                .setParameter(1, room)
                .setParameter(2, after)
                .setParameter(3, to)
                .setParameter(4, account)
                .getSingleResult(); // each database has its own type for it
        return count.longValue();
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
                instant(row[9]),
                instant(row[10]),
                instant(row[11]),
                (Long) row[12],
                (Long) row[13]);
    }

    private static Instant instant(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli((Long) millis);
    }
}
