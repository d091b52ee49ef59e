package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryThreadsTest {
    private static final long ROOM = 4L * DeliveryThreads.COUNT;

    private final DeliveryThreads threads = new DeliveryThreads();

    DeliveryThreadsTest() {
        threads.threads = (ManagedThreadFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedThreadFactory.class},
                (proxy, method, arguments) -> new Thread((Runnable) arguments[0]));
        threads.start();
    }

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void runsTheTasksOfARoomInTheirOrderAlsoAfterAFailure() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            threads.execute(ROOM, () -> {
                if (number == 50) {
                    throw new IllegalStateException("as a frame is sent");
                }
                done.add(number);
            });
        }
        await().until(() -> done.contains(99));
        assertThat(done)
                .isEqualTo(IntStream.range(0, 100).filter(i -> i != 50).boxed().toList());
    }

    @Test
    void isFullWhileTheMostTasksThatMayWaitAreNotDone() {
        CountDownLatch held = new CountDownLatch(1);
        threads.execute(ROOM, () -> awaitLatch(held));
        for (int waiting = 1; waiting < DeliveryThreads.MAX_WAITING; waiting++) {
            assertThat(threads.isFull(ROOM)).isFalse();
            threads.execute(ROOM, () -> {});
        }
        assertThat(threads.isFull(ROOM)).isTrue();
        held.countDown();
        await().until(() -> !threads.isFull(ROOM));
    }

    @Test
    void dropsATaskThatComesAfterTheStop() {
        threads.stop();
        threads.execute(ROOM, () -> {
            throw new AssertionError("must not run");
        });
        assertThat(threads.isFull(ROOM)).isFalse();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
