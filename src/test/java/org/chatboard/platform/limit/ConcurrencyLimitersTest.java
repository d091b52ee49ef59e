package org.chatboard.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitersTest {
    private final ConcurrencyLimiters<String> limiters = new ConcurrencyLimiters<>(2, 1, Duration.ofSeconds(60));

    @Test
    void twoCallersWorkOneWaitsAndTheRestAreRejectedAtOnce() {
        assertThat(limiters.acquire("anna")).isTrue();
        assertThat(limiters.acquire("anna")).isTrue();
        Thread[] waiting = new Thread[1];
        CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> {
            waiting[0] = Thread.currentThread();
            return limiters.acquire("anna");
        });
        Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
        assertThat(limiters.acquire("anna")).isFalse();
        assertThat(limiters.acquire("bert")).as("another key").isTrue();
        limiters.release("anna");
        assertThat(third.join()).isTrue();
        limiters.release("anna");
        limiters.release("anna");
        limiters.release("bert");
        assertThat(limiters.size()).isZero();
    }

    @Test
    void aCallerMaySetItsOwnLimitOfWaitingCallers() {
        ConcurrencyLimiters<String> strict = new ConcurrencyLimiters<>(1, 0, Duration.ofSeconds(60));
        assertThat(strict.acquire("anna")).isTrue();
        Thread[] waiting = new Thread[1];
        CompletableFuture<Boolean> patient = CompletableFuture.supplyAsync(() -> {
            waiting[0] = Thread.currentThread();
            return strict.acquire("anna", 1, Duration.ofSeconds(60));
        });
        Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
        assertThat(strict.acquire("anna")).isFalse();
        strict.release("anna");
        assertThat(patient.join()).isTrue();
        strict.release("anna");
        assertThat(strict.size()).isZero();
    }

    @Test
    void rejectsAfterTheLongestWait() {
        ConcurrencyLimiters<String> impatient = new ConcurrencyLimiters<>(0, 1, Duration.ofMillis(1));
        assertThat(impatient.acquire("anna")).isFalse();
        assertThat(impatient.size()).isZero();
    }
}
