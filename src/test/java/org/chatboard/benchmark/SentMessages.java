package org.chatboard.benchmark;

import java.util.Arrays;

/** The messages of one sender, numbered from 0 over all loads, and whether they were acknowledged and delivered. */
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
     * Numbers of faulty messages.
     *
     * @param lost acknowledged and never delivered
     * @param doubled acknowledged or delivered more than once
     * @param unacknowledged never acknowledged
     */
    record Faults(long lost, long doubled, long unacknowledged) {
        static final Faults NOTHING = new Faults(0, 0, 0);

        Faults plus(Faults other) {
            return new Faults(lost + other.lost, doubled + other.doubled, unacknowledged + other.unacknowledged);
        }
    }

    /**
     * Records a message.
     *
     * @param nanos when it is due, as {@link System#nanoTime()}
     * @return the number of the message
     */
    synchronized int enter(long nanos) {
        if (sent == due.length) {
            due = Arrays.copyOf(due, 2 * sent);
            state = Arrays.copyOf(state, 2 * sent);
        }
        due[sent] = nanos;
        return sent++;
    }

    /** {@return when a message was due} */
    synchronized long due(int number) {
        return due[number];
    }

    /** Records an ack. @return whether the message is done, which means that it was delivered before */
    synchronized boolean acknowledged(int number) {
        return came(number, ACKNOWLEDGED);
    }

    /** Records a delivery. @return whether the message is done, which means that it was acknowledged before */
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

    /** {@return the number of messages sent over all loads} */
    synchronized int sent() {
        return sent;
    }

    /**
     * {@return the faults since the last call} Call this method once no more messages arrive: a message without its ack or
     * delivery by then counts as faulty.
     */
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
