package org.chatboard.conversation.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.chatboard.conversation.room.RoomKind;

/**
 * A room of an account's room list, before its members are added.
 *
 * @param unread number of messages that are unread for the account
 * @param muted whether the account has muted the room
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

    /** The columns of the account's membership that the room list needs. */
    record MemberState(long readSeq, long receivedSeq, long readCount, boolean muted) {}

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
                (Long) row[4],
                state.readSeq(),
                state.receivedSeq(),
                (Long) row[5] - state.readCount(),
                state.muted(),
                row[6] == null
                        ? null
                        : RoomOverview.LastMessage.of(
                                (Long) row[6], (Long) row[7], (String) row[8], (Instant) row[9], (Instant) row[10]));
    }
}
