package org.chatboard.benchmark;

import java.util.Arrays;

/** What one sender sent, numbered from 0 over all loads, and what came of it. */
final class SentMessages {
    private static final byte ACKNOWLEDGED = 1;
    private static final byte DELIVERED = 2;
    private static final byte DONE = ACKNOWLEDGED | DELIVERED;

    private long[] due = new long[1_024];
    private byte[] state = new byte[1_024];
    private int sent;
    private int checked;
    private long doubled;

    /**
     * What went wrong with messages; nothing where all three are 0.
     *
     * @param lost acknowledged and never delivered
     * @param doubled acknowledged or delivered once more
     * @param unacknowledged sent, and never acknowledged
     */
    record Faults(long lost, long doubled, long unacknowledged) {
        static final Faults NOTHING = new Faults(0, 0, 0);

        Faults plus(Faults other) {
            return new Faults(lost + other.lost, doubled + other.doubled, unacknowledged + other.unacknowledged);
        }
    }

    /**
     * Enters a message.
     *
     * @param nanos when it is due, as {@link System#nanoTime()}
     * @return its number
     */
    synchronized int enter(long nanos) {
        if (sent == due.length) {
            due = Arrays.copyOf(due, 2 * sent);
            state = Arrays.copyOf(state, 2 * sent);
        }
        due[sent] = nanos;
        return sent++;
    }

    /** When a message was due. */
    synchronized long due(int number) {
        return due[number];
    }

    /** Enters that a message was acknowledged. @return whether it is done by that: delivered before */
    synchronized boolean acknowledged(int number) {
        return came(number, ACKNOWLEDGED);
    }

    /** Enters that a message was delivered. @return whether it is done by that: acknowledged before */
    synchronized boolean delivered(int number) {
        return came(number, DELIVERED);
    }

    private boolean came(int number, byte what) {
        if (number >= sent) {
            throw new IllegalArgumentException("Message " + number + " of " + sent + " was never sent");
        }
        if ((state[number] & what) != 0) {
            doubled++;
            return false;
        }
        state[number] |= what;
        return state[number] == DONE;
    }

    /** How many messages were sent in all. */
    synchronized int sent() {
        return sent;
    }

    /** What went wrong since this was asked last. What comes later counts as doubled or not at all: ask when all is over. */
    synchronized Faults check() {
        long lost = 0;
        long unacknowledged = 0;
        for (; checked < sent; checked++) {
            lost += state[checked] == ACKNOWLEDGED ? 1 : 0;
            unacknowledged += (state[checked] & ACKNOWLEDGED) == 0 ? 1 : 0;
        }
        Faults wrong = new Faults(lost, doubled, unacknowledged);
        doubled = 0;
        return wrong;
    }
}
