package org.chatboard.chat.connection;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.Supplier;
import org.chatboard.platform.limit.AccountRates;

/** Limits the frames of one socket: by the rates of its account, and by {@value #MAX_REJECTED} rejected frames within 10 seconds. */
public final class FrameLimiter {
    static final int MAX_REJECTED = 200;
    private static final Duration REJECTED_WINDOW = Duration.ofSeconds(10);

    private final Supplier<AccountRates> rates;
    private final Bucket rejected = Bucket.builder()
            .addLimit(limit -> limit.capacity(MAX_REJECTED).refillIntervally(MAX_REJECTED, REJECTED_WINDOW))
            .build();

    /** @param rates looks up the rates of the account, at each use */
    FrameLimiter(Supplier<AccountRates> rates) {
        this.rates = rates;
    }

    /**
     * Takes the permit of one frame.
     *
     * @param durable whether the frame asks to store something
     * @return 0 where there is one, else milliseconds until there is
     */
    public long takeMs(boolean durable) {
        return durable ? rates.get().acquireMessageMs() : rates.get().acquireFrameMs();
    }

    /** Counts the bytes of an answer that the client asked for. */
    public void countRead(String frame) {
        rates.get().countRead(frame);
    }

    /** {@return milliseconds until the account may read again, 0 where it may now} */
    public long readWaitMs() {
        return rates.get().readWaitMs();
    }

    /** Counts the end of this socket for a flood: the account's next upgrades wait. */
    void countFlood() {
        rates.get().countFlood();
    }

    /** Counts a rejected frame. @return whether the socket may stay open */
    public boolean countRejected() {
        return rejected.tryConsume(1) && rejected.getAvailableTokens() > 0;
    }
}
