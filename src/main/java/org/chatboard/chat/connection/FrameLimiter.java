package org.chatboard.chat.connection;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.Supplier;
import org.chatboard.platform.limit.AccountRates;

/**
 * Limits the frames of one socket: by the rates of its account, and by {@value #MAX_REJECTED} rejected frames within 10 seconds.
 */
public final class FrameLimiter {
    static final int MAX_REJECTED = 200;
    private static final Duration REJECTED_WINDOW = Duration.ofSeconds(10);

    private final Supplier<AccountRates> rates;
    private final Bucket rejected = Bucket.builder()
            .addLimit(limit -> limit.capacity(MAX_REJECTED).refillIntervally(MAX_REJECTED, REJECTED_WINDOW))
            .build();

    /**
     * Creates the limiter of a socket.
     *
     * @param rates returns the account's rates; called at each use, because unused rates are evicted
     */
    FrameLimiter(Supplier<AccountRates> rates) {
        this.rates = rates;
    }

    /**
     * Takes a permit for one frame of the client.
     *
     * @param durable whether the frame requests a durable change
     * @return 0 if there was a permit, otherwise milliseconds until there is one
     */
    public long acquireMs(boolean durable) {
        return durable ? rates.get().acquireMessageMs() : rates.get().acquireFrameMs();
    }

    /** Counts an answer to a request against the account's limit of bytes read. */
    public void countRead(String frame) {
        rates.get().countRead(frame);
    }

    /** {@return milliseconds until the account may read again, 0 if it may now} */
    public long readWaitMs() {
        return rates.get().readWaitMs();
    }

    /**
     * Counts that this socket was closed for a flood, after which the account may have to wait for its next sockets.
     */
    void countFlood() {
        rates.get().countFlood();
    }

    /** Counts a rejected frame. {@return whether the socket may stay open} */
    public boolean countRejected() {
        return rejected.tryConsume(1) && rejected.getAvailableTokens() > 0;
    }
}
