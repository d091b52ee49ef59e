package org.chatboard.platform.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.chatboard.platform.config.Limits;

/**
 * The token buckets of one account, shared by its sockets, REST requests and pages: messages, other frames and requests, and bytes that it
 * reads. A rate of 0 means no limit. Besides, an account whose sockets were ended for a flood may open new ones only slowly, whatever the
 * settings: {@value #FLOODS} within 10 seconds.
 */
public final class AccountRates {
    private static final int MESSAGE_BURST_SECONDS = 5;
    private static final int FRAME_BURST_SECONDS = 4;
    private static final int READ_BURST_SECONDS = 16;
    private static final int FLOODS = 3;
    private static final Duration FLOODS_WINDOW = Duration.ofSeconds(10);

    private final TokenBucket messages;
    private final TokenBucket frames;
    private final TokenBucket readBytes;
    private final Bucket floods = Bucket.builder()
            .addLimit(limit -> limit.capacity(FLOODS).refillGreedy(FLOODS, FLOODS_WINDOW))
            .build();

    /** A bucket that refills at a rate and holds a burst; without a bucket there is no limit. */
    private record TokenBucket(Bucket bucket, long capacity) {
        static TokenBucket of(int perSecond, int burstSeconds) {
            if (perSecond == 0) {
                return new TokenBucket(null, 0);
            }
            long capacity = (long) perSecond * burstSeconds;
            Bucket bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
            return new TokenBucket(bucket, capacity);
        }

        /** Takes a permit. @return 0, or milliseconds until there is one */
        long takeMs() {
            if (bucket == null) {
                return 0;
            }
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed() ? 0 : waitMs(probe.getNanosToWaitForRefill());
        }

        /** {@return milliseconds until there is a permit, 0 where there is one now} */
        long waitMs() {
            if (bucket == null) {
                return 0;
            }
            var probe = bucket.estimateAbilityToConsume(1);
            return probe.canBeConsumed() ? 0 : waitMs(probe.getNanosToWaitForRefill());
        }

        private static long waitMs(long nanos) {
            return Math.max(1, Duration.ofNanos(nanos).toMillis());
        }

        boolean isFull() {
            return bucket == null || bucket.getAvailableTokens() >= capacity;
        }
    }

    /** Makes full buckets for the rates of the settings. */
    public AccountRates(Limits limits) {
        messages = TokenBucket.of(limits.messagesPerSecond(), MESSAGE_BURST_SECONDS);
        frames = TokenBucket.of(limits.framesPerSecond(), FRAME_BURST_SECONDS);
        readBytes = TokenBucket.of(limits.readBytesPerSecond(), READ_BURST_SECONDS);
    }

    /** Takes the permit of a message or a change of one. @return 0 where there is one, else milliseconds until there is */
    public long takeMessageMs() {
        return messages.takeMs();
    }

    /** Takes the permit of any other frame or request. @return 0 where there is one, else milliseconds until there is */
    public long takeFrameMs() {
        return frames.takeMs();
    }

    /** {@return milliseconds until the account may read again, 0 where it may now} */
    public long readWaitMs() {
        return readBytes.waitMs();
    }

    /** Counts the bytes of an answer in UTF-8, even where that leaves less than nothing: the next read waits for it. */
    public void countRead(String answer) {
        if (readBytes.bucket() != null) {
            readBytes.bucket().consumeIgnoringRateLimits(utf8Length(answer));
        }
    }

    /** Counts a socket that was ended for a flood, even where that leaves less than nothing: the next upgrade waits for it. */
    public void countFlood() {
        floods.consumeIgnoringRateLimits(1);
    }

    /** {@return milliseconds until the account may open a socket, 0 where it may now} */
    public long upgradeWaitMs() {
        return new TokenBucket(floods, FLOODS).waitMs();
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }

    /** {@return whether nothing was taken that is not refilled: new buckets would allow as much} */
    boolean isFull() {
        return messages.isFull() && frames.isFull() && readBytes.isFull() && floods.getAvailableTokens() == FLOODS;
    }
}
