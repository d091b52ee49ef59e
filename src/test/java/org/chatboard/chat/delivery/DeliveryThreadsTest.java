package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryThreadsTest {
    private static final long ROOM = 7;

    private final DeliveryThreads threads = started(false);

    private DeliveryThreads started(boolean oneProcessor) {
        DeliveryThreads threads = new DeliveryThreads(oneProcessor);
        threads.factory = (ManagedThreadFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedThreadFactory.class},
                (proxy, method, arguments) -> new Thread((Runnable) arguments[0]));
        threads.start();
        return threads;
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
            execute(() -> {
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
        execute(() -> awaitLatch(held));
        for (int waiting = 1; waiting < DeliveryThreads.MAX_OF_ROOM; waiting++) {
            assertThat(threads.isFull(ROOM)).isFalse();
            execute(() -> {});
        }
        assertThat(threads.isFull(ROOM)).isTrue();
        held.countDown();
        await().until(() -> !threads.isFull(ROOM));
    }

    @Test
    void isFullForEveryRoomWhileTheMostTasksOfAllRoomsAreNotDone() {
        CountDownLatch held = new CountDownLatch(1);
        for (int waiting = 0; waiting < DeliveryThreads.MAX_IN_ALL; waiting++) {
            assertThat(threads.isFull(ROOM)).isFalse();
            threads.execute(ROOM + 1 + waiting % 8, DeliveryThreads.Task.of(() -> awaitLatch(held)));
        }
        assertThat(threads.isFull(ROOM)).isTrue();
        held.countDown();
        await().until(() -> !threads.isFull(ROOM));
    }

    @Test
    void letsAnotherRoomTakeItsTurnBetweenTheParts() {
        AtomicBoolean taken = new AtomicBoolean();
        for (int large = 1; large <= Runtime.getRuntime().availableProcessors(); large++) {
            threads.execute(ROOM + large, () -> !taken.get());
        }
        execute(() -> taken.set(true));
        await().untilTrue(taken);
    }

    @Test
    void runsThePartsOfATaskBeforeTheNextTaskOfTheRoom() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        threads.execute(ROOM, () -> {
            done.add(done.size());
            return done.size() < 100;
        });
        execute(() -> done.add(-1));
        await().until(() -> done.contains(-1));
        assertThat(done).hasSize(101).endsWith(99, -1);
    }

    @Test
    void runsTheFirstPartOnTheCallersThreadIfThereIsOneProcessor() {
        DeliveryThreads ofOneProcessor = started(true);
        List<Thread> ranOn = new CopyOnWriteArrayList<>();
        try {
            ofOneProcessor.execute(ROOM, new ReadyTask(() -> {
                ranOn.add(Thread.currentThread());
                return ranOn.size() < 3;
            }));
            await().until(() -> ranOn.size() == 3);
            assertThat(ranOn.get(0)).isSameAs(Thread.currentThread());
            assertThat(ranOn.subList(1, 3)).doesNotContain(Thread.currentThread());
        } finally {
            ofOneProcessor.stop();
        }
    }

    @Test
    void doesNotOvertakeAnEarlierTaskOfTheRoomOnTheCallersThread() {
        DeliveryThreads ofOneProcessor = started(true);
        CountDownLatch held = new CountDownLatch(1);
        List<Integer> done = new CopyOnWriteArrayList<>();
        try {
            ofOneProcessor.execute(ROOM, DeliveryThreads.Task.of(() -> {
                awaitLatch(held);
                done.add(1);
            }));
            ofOneProcessor.execute(ROOM, new ReadyTask(() -> !done.add(2)));
            assertThat(done).isEmpty();
            held.countDown();
            await().until(() -> done.size() == 2);
            assertThat(done).containsExactly(1, 2);
        } finally {
            ofOneProcessor.stop();
        }
    }

    @Test
    void takesATurnIfATaskCannotSayWhetherItIsReady() {
        DeliveryThreads ofOneProcessor = started(true);
        List<Integer> done = new CopyOnWriteArrayList<>();
        try {
            ofOneProcessor.execute(ROOM, new DeliveryThreads.Task() {
                @Override
                public boolean prepareFromCache() {
                    throw new IllegalStateException("as the cache is read");
                }

                @Override
                public boolean runPart() {
                    return !done.add(1);
                }
            });
            ofOneProcessor.execute(ROOM, new ReadyTask(() -> !done.add(2)));
            await().until(() -> done.size() == 2);
            assertThat(done).containsExactly(1, 2);
        } finally {
            ofOneProcessor.stop();
        }
    }

    /** A task that the committing thread may run. */
    private record ReadyTask(BooleanSupplier part) implements DeliveryThreads.Task {
        @Override
        public boolean runPart() {
            return part.getAsBoolean();
        }

        @Override
        public boolean prepareFromCache() {
            return true;
        }
    }

    @Test
    void dropsATaskThatComesAfterTheStop() {
        threads.stop();
        execute(() -> {
            throw new AssertionError("must not run");
        });
        assertThat(threads.isFull(ROOM)).isFalse();
    }

    private void execute(Runnable action) {
        threads.execute(ROOM, DeliveryThreads.Task.of(action));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
