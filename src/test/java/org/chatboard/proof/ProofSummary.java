package org.chatboard.proof;

import java.util.List;

/**
 * The result of a proof, which is one row of its table.
 *
 * @param sent messages and changes; a retry does not count again
 * @param acknowledged requests with an ack
 * @param stored messages in the database plus sequence numbers of changes
 * @param lost messages that were acknowledged or delivered, and are not stored or stored differently
 * @param doubled messages that are stored twice or were delivered twice on one socket
 * @param outOfOrder messages stored or delivered after a later one
 * @param gaps sequence numbers of a room without a message or change, or stored messages that a reader did not receive
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

    /** {@return whether no message is lost, doubled, out of order or missing} */
    boolean isFaultless() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && gaps == 0;
    }

    List<Object> cells() {
        return List.of(sent, acknowledged, stored, lost, doubled, outOfOrder, gaps);
    }
}
