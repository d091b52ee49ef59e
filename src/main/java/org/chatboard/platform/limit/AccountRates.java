package org.chatboard.platform.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.chatboard.platform.config.Limits;

/**
 * The token buckets of one account, shared by its sockets, REST requests and pages: one for messages, one for other frames and
 * requests, one for requests of files, one for bytes read. A rate of 0 means no limit. A further bucket, independent of the settings, limits new sockets of
 * an account whose sockets were closed for flooding: {@value #FLOODS} within 10 seconds.
 */
public final class AccountRates {
    private static final int MESSAGE_BURST_SECONDS = 5;
    private static final int FRAME_BURST_SECONDS = 4;
    private static final int READ_BURST_SECONDS = 16;

    /** A page asks for dozens of pictures at once, and nothing else of the account must wait for that. */
    private static final int FILES_PER_FRAME = 4;

    private static final int FLOODS = 3;
    private static final Duration FLOODS_WINDOW = Duration.ofSeconds(10);

    private final TokenBucket messages;
    private final TokenBucket frames;
    private final TokenBucket files;
    private final TokenBucket readBytes;
    private final Bucket floods = Bucket.builder()
            .addLimit(limit -> limit.capacity(FLOODS).refillGreedy(FLOODS, FLOODS_WINDOW))
            .build();

    /** A bucket with its capacity in permits; a null bucket means no limit. */
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

        /** Acquires a permit. {@return 0 if it was acquired, else milliseconds until one is available} */
        long acquire() {
            if (bucket == null) {
                return 0;
            }
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed() ? 0 : waitMs(probe.getNanosToWaitForRefill());
        }

        /** {@return milliseconds until a permit is available; 0 if one is available now} */
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

    /** Creates full buckets with the rates of the settings. */
    public AccountRates(Limits limits) {
        messages = TokenBucket.of(limits.messagesPerSecond(), MESSAGE_BURST_SECONDS);
        frames = TokenBucket.of(limits.framesPerSecond(), FRAME_BURST_SECONDS);
        files = TokenBucket.of(FILES_PER_FRAME * limits.framesPerSecond(), FRAME_BURST_SECONDS);
        readBytes = TokenBucket.of(limits.readBytesPerSecond(), READ_BURST_SECONDS);
    }

    /**
     * Acquires a permit for a message or a change of a message. {@return 0 if it was acquired, else milliseconds until one is
     * available}
     */
    public long acquireMessageMs() {
        return messages.acquire();
    }

    /**
     * Acquires a permit for any other frame or request. {@return 0 if it was acquired, else milliseconds until one is available}
     */
    public long acquireFrameMs() {
        return frames.acquire();
    }

    /** Acquires a permit for a request of a file. {@return 0 if it was acquired, else milliseconds until one is available} */
    public long acquireFileMs() {
        return files.acquire();
    }

    /** {@return milliseconds until the account may read again; 0 if it may read now} */
    public long readWaitMs() {
        return readBytes.waitMs();
    }

    /** Consumes the bytes of an answer in UTF-8. The bucket may become negative: the next read then waits longer. */
    public void countRead(String answer) {
        if (readBytes.bucket() != null) {
            readBytes.bucket().consumeIgnoringRateLimits(utf8Length(answer));
        }
    }

    /** Counts a socket that was closed for flooding. The bucket may become negative: the next upgrade then waits longer. */
    public void countFlood() {
        floods.consumeIgnoringRateLimits(1);
    }

    /** {@return milliseconds until the account may open a socket; 0 if it may open one now} */
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

    /** {@return whether all buckets are full, so that new buckets would not allow more} */
    boolean isFull() {
        return messages.isFull()
                && frames.isFull()
                && files.isFull()
                && readBytes.isFull()
                && floods.getAvailableTokens() == FLOODS;
    }
}
