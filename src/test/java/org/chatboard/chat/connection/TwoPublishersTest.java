package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Two nodes write to one room and publish their frames to one socket, each its own in order. A node's frames may overtake those of the
 * other. The socket must send every number once and in order.
 */
class TwoPublishersTest {
    private static final long ROOM = 7;
    private static final int ROUNDS = 10_000;
    private static final int MOST_MESSAGES = 20;
    private static final int THREAD_ROUNDS = 200;
    private static final int THREAD_MESSAGES = 500;

    /** The room, the two nodes, the socket and its replays, which take their steps in a random order. */
    private static final class Round {
        private final Random random;
        private final List<Queue<Long>> nodes = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final List<String> sent = new ArrayList<>();
        private final RoomSubscriptions subscriptions = subscriptions(new SendLock(() -> {}), sent);
        private final int messages;
        private long committed;
        private boolean replaying;
        private long pageEnd = -1; // of the page that was read and is not sent yet

        Round(long seed) {
            random = new Random(seed);
            messages = 1 + random.nextInt(MOST_MESSAGES);
            subscriptions.beginGreeting();
            subscriptions.announce(ROOM, 0);
            subscriptions.completeGreeting();
        }

        List<String> run() {
            while (committed < messages || replaying || nodes.stream().anyMatch(node -> !node.isEmpty())) {
                switch (random.nextInt(4)) {
                    case 0 -> commit();
                    case 1 -> publish(nodes.get(0));
                    case 2 -> publish(nodes.get(1));
                    default -> replay();
                }
            }
            return sent;
        }

        private void commit() {
            if (committed < messages) {
                nodes.get(random.nextInt(2)).add(++committed);
            }
        }

        private void publish(Queue<Long> node) {
            Long seq = node.poll();
            if (seq != null && subscriptions.offerDurable(ROOM, seq, String.valueOf(seq))) {
                assertThat(replaying).as("one replay at a time").isFalse();
                replaying = true;
            }
        }

        /** Reads a page, or sends the page that was read: frames may come between the two. */
        private void replay() {
            if (!replaying) {
                return;
            }
            if (pageEnd < 0) {
                long from = subscriptions.replays().nextStep().orElseThrow().cursor();
                pageEnd = Math.min(committed, from + 1 + random.nextInt(3));
                LongStream.rangeClosed(from + 1, pageEnd).forEach(seq -> sent.add(String.valueOf(seq)));
            } else {
                replaying = subscriptions.replays().pageSent(pageEnd, pageEnd < committed);
                pageEnd = -1;
            }
        }
    }

    @Test
    void sendsEveryNumberOnceAndInOrderInAnyOrderOfSteps() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Round round = new Round(seed);
            assertThat(round.run()).as("seed " + seed).isEqualTo(numbers(round.messages));
        }
    }

    @Test
    void sendsEveryNumberOnceAndInOrderOnThreadsOfTheirOwn() throws InterruptedException {
        for (int i = 0; i < THREAD_ROUNDS; i++) {
            assertThat(sentByThreads()).isEqualTo(numbers(THREAD_MESSAGES));
        }
    }

    private static List<String> sentByThreads() throws InterruptedException {
        List<String> sent = new ArrayList<>(); // only the subscriptions add to it, under their lock
        AtomicLong committed = new AtomicLong();
        SendLock lock = new SendLock(() -> {});
        RoomSubscriptions subscriptions = subscriptions(lock, sent);
        subscriptions.beginGreeting();
        subscriptions.announce(ROOM, 0);
        subscriptions.completeGreeting();
        CyclicBarrier start = new CyclicBarrier(2);
        Runnable node = () -> {
            await(start);
            for (long seq = committed.incrementAndGet(); seq <= THREAD_MESSAGES; seq = committed.incrementAndGet()) {
                if (subscriptions.offerDurable(ROOM, seq, String.valueOf(seq))) {
                    replay(subscriptions, lock, sent, committed);
                }
            }
        };
        List<Thread> threads = List.of(new Thread(node), new Thread(node));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return sent;
    }

    private static RoomSubscriptions subscriptions(SendLock lock, List<String> sent) {
        return new RoomSubscriptions(lock, sent::add, () -> {
            throw new AssertionError("too many frames are buffered");
        });
    }

    private static void replay(
            RoomSubscriptions subscriptions, SendLock lock, List<String> sent, AtomicLong committed) {
        boolean goesOn = true;
        while (goesOn) {
            synchronized (lock) {
                long from = subscriptions.replays().nextStep().orElseThrow().cursor();
                long to = Math.min(committed.get(), THREAD_MESSAGES);
                LongStream.rangeClosed(from + 1, to).forEach(seq -> sent.add(String.valueOf(seq)));
                goesOn = subscriptions.replays().pageSent(to, false);
            }
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> numbers(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }
}
