package org.chatboard.conversation.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRole;

/**
 * A room of an account's room list, before its members are added.
 *
 * @param picture hash of the picture, or null
 * @param unread number of messages that are unread for the account
 * @param notifyLevel which of its messages ring for the account
 * @param last the newest message or room event, null if there is none
 */
record RoomRow(
        long room,
        RoomKind kind,
        String title,
        String topic,
        String picture,
        Instant archivedAt,
        RoomRole role,
        String epoch,
        long seq,
        long readSeq,
        long receivedSeq,
        long unread,
        NotifyLevel notifyLevel,
        RoomOverview.LastMessage last) {
    /** Newest activity first. */
    static final Comparator<RoomRow> NEWEST_FIRST = Comparator.comparing(
                    (RoomRow row) -> row.last().sentAt())
            .thenComparing(RoomRow::room)
            .reversed();

    /** The columns of the account's membership that the room list needs. */
    record MemberState(long readSeq, long receivedSeq, long readCount, NotifyLevel notifyLevel, RoomRole role) {}

    /** {@return whether a row of the room query names a newest message and does not have it} */
    static boolean lacksNewest(Object[] row) {
        return row[9] == null && (Long) row[17] > 0;
    }

    /**
     * Maps a row of the room query of {@link RoomOverviewQuery}. A JPQL constructor expression does not work here: it finds no
     * constructor for columns that the outer join leaves null.
     */
    static RoomRow of(Object[] row, Map<Long, MemberState> states) {
        MemberState state = states.get((Long) row[0]);
        return new RoomRow(
                (Long) row[0],
                (RoomKind) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (Instant) row[5],
                state.role(),
                (String) row[6],
                (Long) row[7],
                state.readSeq(),
                state.receivedSeq(),
                (Long) row[8] - state.readCount(),
                state.notifyLevel(),
                row[9] == null
                        ? null
                        : RoomOverview.LastMessage.of(
                                (Long) row[9],
                                (Long) row[10],
                                (String) row[11],
                                (Instant) row[12],
                                (Instant) row[13],
                                RoomEvent.ofRow((String) row[14], (Long) row[15], (String) row[11]),
                                (Integer) row[16]));
    }
}
