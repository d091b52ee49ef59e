package org.chatboard.conversation.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.chatboard.conversation.room.RoomKind;

/**
 * A row of a query for rooms, before their members are added.
 *
 * @param unread room's messages less those that the member has read
 * @param muted whether the member wants to hear nothing of it
 */
record RoomRow(
        long room,
        RoomKind kind,
        String title,
        String epoch,
        long seq,
        long readSeq,
        long receivedSeq,
        long unread,
        boolean muted,
        RoomOverview.LastMessage last) {
    /** Newest activity first. */
    static final Comparator<RoomRow> NEWEST_FIRST = Comparator.comparing(
                    (RoomRow row) -> row.last().sentAt())
            .thenComparing(RoomRow::room)
            .reversed();

    /** Where a member stands in a room. */
    record Place(long readSeq, long receivedSeq, long readCount, boolean muted) {}

    /**
     * A row of {@link RoomOverviewQuery}' query. By hand and not by a constructor expression, which finds no constructor for what an outer
     * join leaves null.
     */
    static RoomRow of(Object[] row, Map<Long, Place> places) {
        Place place = places.get((Long) row[0]);
        return new RoomRow(
                (Long) row[0],
                (RoomKind) row[1],
                (String) row[2],
                (String) row[3],
                (Long) row[4],
                place.readSeq(),
                place.receivedSeq(),
                (Long) row[5] - place.readCount(),
                place.muted(),
                row[6] == null
                        ? null
                        : RoomOverview.LastMessage.of(
                                (Long) row[6], (Long) row[7], (String) row[8], (Instant) row[9], (Instant) row[10]));
    }
}
