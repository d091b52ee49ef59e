package org.chatboard.message;

import java.time.Instant;
import org.chatboard.room.RoomKind;

/**
 * A row of a query for rooms, before their members are added.
 *
 * @param unread room's messages less those that the member has read
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
        RoomOverview.LastMessage last) {
    /**
     * A row of {@link RoomOverviews}' query. By hand and not by a constructor expression, which finds no constructor for what an outer
     * join leaves null.
     */
    static RoomRow of(Object[] row) {
        return new RoomRow(
                (Long) row[0],
                (RoomKind) row[1],
                (String) row[2],
                (String) row[3],
                (Long) row[4],
                (Long) row[6],
                (Long) row[7],
                (Long) row[5] - (Long) row[8],
                row[9] == null
                        ? null
                        : RoomOverview.LastMessage.of(
                                (Long) row[9], (Long) row[10], (String) row[11], (Instant) row[12]));
    }
}
