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
    /** For JPQL, which makes no record within a record. */
    RoomRow(
            Long room,
            RoomKind kind,
            String title,
            String epoch,
            Long seq,
            Long messageCount,
            Long readSeq,
            Long receivedSeq,
            Long readCount,
            Long lastId,
            Long lastSenderId,
            String lastText,
            Instant lastSentAt) {
        this(
                room,
                kind,
                title,
                epoch,
                seq,
                readSeq,
                receivedSeq,
                messageCount - readCount,
                lastId == null ? null : RoomOverview.LastMessage.of(lastId, lastSenderId, lastText, lastSentAt));
    }
}
