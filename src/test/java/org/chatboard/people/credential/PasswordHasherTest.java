package org.chatboard.people.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private static final String PASSWORD = "correct horse battery";

    private final PasswordHasher hasher = new PasswordHasher(2, Duration.ofSeconds(10));

    @Test
    void writesItsParametersIntoTheHash() {
        assertThat(hasher.hash(PASSWORD))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .hasSizeLessThan(255);
        assertThat(hasher.needsRehash(hasher.hash(PASSWORD))).isFalse();
    }

    @Test
    void matchesOnlyTheHashedPassword() {
        String hash = hasher.hash(PASSWORD);
        assertThat(hasher.matches(PASSWORD, hash)).isTrue();
        assertThat(hasher.matches(PASSWORD + " ", hash)).isFalse();
        assertThat(hasher.matches("", hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
    }

    @Test
    void ignoresHowAccentsAreComposed() {
        assertThat(hasher.matches("ge\u0301nie des alpages", hasher.hash("g\u00E9nie des alpages")))
                .isTrue();
    }

    @Test
    void verifiesAnOlderHashWithItsOwnParametersAndReportsItForRehash() {
        byte[] salt = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
        String older = Argon2Function.getInstance(8_192, 1, 1, 32, Argon2.ID)
                .hash(PASSWORD.getBytes(StandardCharsets.UTF_8), salt)
                .getResult();
        assertThat(older).startsWith("$argon2id$v=19$m=8192,t=1,p=1$");
        assertThat(hasher.matches(PASSWORD, older)).isTrue();
        assertThat(hasher.matches("another password", older)).isFalse();
        assertThat(hasher.needsRehash(older)).isTrue();
    }

    @Test
    void rejectsAtOnceWhenTheQueueIsFull() throws InterruptedException {
        PasswordHasher busy = new PasswordHasher(1, Duration.ofSeconds(60));
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(start(() -> busy.runLimited(() -> {
            begun.countDown();
            return await(done);
        })));
        await(begun);
        Stream.generate(() -> start(() -> busy.runLimited(() -> true))).limit(8).forEach(threads::add);
        threads.subList(1, 9).forEach(PasswordHasherTest::awaitWaiting);
        assertThatThrownBy(() -> busy.matchDummy(PASSWORD))
                .isInstanceOfSatisfying(BusyException.class, e -> assertThat(e.retryAfterSeconds())
                        .hasValue(5L));
        done.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(busy.matches(PASSWORD, busy.hash(PASSWORD))).isTrue();
    }

    @Test
    void rejectsWhenNoSlotFreesUpInTime() {
        PasswordHasher full = new PasswordHasher(0, Duration.ofMillis(1));
        assertThatThrownBy(() -> full.matchDummy(PASSWORD)).isInstanceOf(BusyException.class);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
