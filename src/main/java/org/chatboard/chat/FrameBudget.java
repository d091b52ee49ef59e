package org.chatboard.chat;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How many frames a socket and its account may still send. Refusals are counted: {@value #MAX_REFUSALS} within 10 seconds
 * end the socket.
 */
final class FrameBudget {
    static final int MAX_REFUSALS = 200;
    private static final Duration REFUSAL_WINDOW = Duration.ofSeconds(10);

    private final Bucket messages;
    private final Bucket others;
    private final Bucket reads;
    private final Bucket refusals = Bucket.builder()
            .addLimit(limit -> limit.capacity(MAX_REFUSALS).refillIntervally(MAX_REFUSALS, REFUSAL_WINDOW))
            .build();

    /**
     * Makes the budget of a socket.
     *
     * @param messages the account's, or null for no limit
     * @param others the account's, or null for no limit
     * @param reads the account's bytes of history and replays, or null for no limit
     */
    FrameBudget(Bucket messages, Bucket others, Bucket reads) {
        this.messages = messages;
        this.others = others;
        this.reads = reads;
    }

    /** A bucket that fills at a rate and holds a burst; null where the rate is 0, which means no limit. */
    static Bucket bucket(int perSecond, int burstFactor) {
        if (perSecond == 0) {
            return null;
        }
        long burst = (long) perSecond * burstFactor;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /**
     * Takes one frame from the budget.
     *
     * @return 0 where it is allowed, else the milliseconds after which it may be
     */
    long takeMs(boolean message) {
        Bucket bucket = message ? messages : others;
        if (bucket == null) {
            return 0;
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toMillis());
    }

    /** Counts what was read for the account, however much that is: what it asks for next may have to wait. */
    void countRead(String frame) {
        if (reads != null) {
            reads.consumeIgnoringRateLimits(utf8Length(frame));
        }
    }

    /** {@return milliseconds until the account may ask for more, 0 where it may now} */
    long readWaitMs() {
        if (reads == null) {
            return 0;
        }
        var probe = reads.estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toMillis());
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }

    /** Counts a refused frame; false where that makes too many. */
    boolean countRefusal() {
        return refusals.tryConsume(1) && refusals.getAvailableTokens() > 0;
    }
}
