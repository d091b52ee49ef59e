package org.chatboard.proof;

import java.util.List;

/**
 * The row that the proof ends with.
 *
 * @param sent messages and changes, each counted once however often it was repeated
 * @param acknowledged those whose sender was told that they are stored
 * @param stored messages in the database, and the numbers that changes took
 * @param lost what was acknowledged or seen by a reader, and is not stored as it was then
 * @param doubled messages stored twice, or that a reader got twice by one socket
 * @param outOfOrder messages behind a later one: stored so, or told so to a reader
 * @param gaps numbers of a room that nothing has, or messages that a reader was not told of
 */
record ProofSummary(long sent, long acknowledged, long stored, long lost, long doubled, long outOfOrder, long gaps) {
    static final List<String> COLUMNS =
            List.of("sent", "acknowledged", "stored", "lost", "doubled", "out of order", "gaps");
    static final ProofSummary NOTHING = new ProofSummary(0, 0, 0, 0, 0, 0, 0);

    ProofSummary and(ProofSummary other) {
        return new ProofSummary(
                sent + other.sent,
                acknowledged + other.acknowledged,
                stored + other.stored,
                lost + other.lost,
                doubled + other.doubled,
                outOfOrder + other.outOfOrder,
                gaps + other.gaps);
    }

    /** Whether the promise was kept. */
    boolean isFaultless() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && gaps == 0;
    }

    List<Object> cells() {
        return List.of(sent, acknowledged, stored, lost, doubled, outOfOrder, gaps);
    }
}
