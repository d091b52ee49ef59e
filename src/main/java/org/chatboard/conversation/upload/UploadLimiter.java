package org.chatboard.conversation.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.ConcurrencyLimiter;
import org.chatboard.platform.limit.ConcurrencyLimiters;
import org.chatboard.platform.rest.RejectedException;

/**
 * Limits how many parts of uploads are written at the same time, since each keeps a worker thread and the disk busy. Parts take no permits
 * of the account's rate limits: a file of 50 MiB has 200 of them.
 */
@ApplicationScoped
class UploadLimiter {
    private static final int RUNNING_OF_ACCOUNT = 1;
    private static final int WAITING_OF_ACCOUNT = 4;

    /** Two write faster than a network delivers; four made the messages of others eight times as slow on two processors. */
    private static final int RUNNING = 2;

    /** Waiting requests of all accounts, each of which holds its part in memory. */
    private static final int WAITING = 16;

    /** Waiting beginnings of an account, of which one runs at a time: the number of its files is counted. */
    private static final int WAITING_BEGINNINGS = 20;

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ConcurrencyLimiters<Long> ofAccounts;
    private final ConcurrencyLimiters<Long> beginnings;
    private final ConcurrencyLimiter ofAll;

    UploadLimiter() {
        this(MAX_WAIT);
    }

    UploadLimiter(Duration maxWait) {
        ofAccounts = new ConcurrencyLimiters<>(RUNNING_OF_ACCOUNT, WAITING_OF_ACCOUNT, maxWait);
        beginnings = new ConcurrencyLimiters<>(1, WAITING_BEGINNINGS, maxWait);
        ofAll = new ConcurrencyLimiter(RUNNING, WAITING, maxWait);
    }

    /**
     * Begins an upload.
     *
     * @throws RejectedException 429 if the account begins too many at once
     */
    <T> T begin(long accountId, Supplier<T> work) {
        if (!beginnings.acquire(accountId)) {
            throw busy(429);
        }
        try {
            return work.get();
        } finally {
            beginnings.release(accountId);
        }
    }

    /**
     * Writes a part.
     *
     * @throws RejectedException 429 if the account, 503 if the server has too much to do; nothing was done then
     */
    <T> T run(long accountId, Supplier<T> work) {
        if (!ofAccounts.acquire(accountId)) {
            throw busy(429);
        }
        try {
            if (!ofAll.acquire()) {
                throw busy(503);
            }
            try {
                return work.get();
            } finally {
                ofAll.release();
            }
        } finally {
            ofAccounts.release(accountId);
        }
    }

    private static RejectedException busy(int status) {
        return new RejectedException(status, Translations.text("upload.busy"), Map.of(), RETRY_AFTER);
    }
}
