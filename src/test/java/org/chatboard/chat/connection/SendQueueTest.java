package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private static final int MEBIBYTE = 1 << 20;

    private final List<String> sent = new ArrayList<>();
    private final List<SendHandler> onTheWire = new ArrayList<>();
    private boolean doneInCall;
    private boolean broken;

    private final SendQueue queue = new SendQueue(session(), 4);

    private Session session() {
        InvocationHandler remote = (proxy, method, arguments) -> {
            if (broken) {
                throw new IllegalStateException("closed");
            }
            sent.add((String) arguments[0]);
            if (doneInCall) {
                ((SendHandler) arguments[1]).onResult(new SendResult());
            } else {
                onTheWire.add((SendHandler) arguments[1]);
            }
            return null;
        };
        RemoteEndpoint.Async async = proxy(RemoteEndpoint.Async.class, remote);
        return proxy(Session.class, (proxy, method, arguments) -> async);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The frame on the wire has arrived. */
    private void done() {
        onTheWire.remove(0).onResult(new SendResult());
    }

    @Test
    void hasOneFrameOnTheWireAndTheRestBehindItInOrder() {
        List.of("1", "2", "3").forEach(queue::offer);
        assertThat(sent).containsExactly("1");
        done();
        assertThat(sent).containsExactly("1", "2");
        done();
        done();
        assertThat(sent).containsExactly("1", "2", "3");
        assertThat(onTheWire).isEmpty();
        queue.offer("4");
        assertThat(sent).endsWith("4");
    }

    @Test
    void goesOnInALoopWhereSendsAreDoneAtOnce() {
        queue.offerBulk(IntStream.range(0, 100_000).mapToObj(String::valueOf).toList(), () -> {});
        doneInCall = true; // from here on; a call within a call for each would overflow the stack
        done();
        assertThat(sent).hasSize(100_000).startsWith("0", "1").endsWith("99999");
    }

    @Test
    void refusesWhatAReaderIsTooSlowFor() {
        assertThat(List.of("wire", "1", "2", "3", "4")).allMatch(queue::offer);
        assertThat(queue.offer("5")).isFalse();
        done();
        assertThat(queue.offer("5")).isTrue();
    }

    @Test
    void holdsAMebibyteAtMost() {
        queue.offer("wire");
        assertThat(queue.offer("x".repeat(MEBIBYTE - 1))).isTrue();
        assertThat(queue.offer("xx")).isFalse();
        assertThat(queue.offer("x")).isTrue();
    }

    @Test
    void dropsPassingFramesFirst() {
        List.of("wire", "1", "2").forEach(queue::offer);
        queue.offerPassing("passing");
        assertThat(queue.offer("3")).isTrue();
        done();
        done();
        done();
        assertThat(sent).containsExactly("wire", "1", "2", "3");
        done();
        queue.offerPassing("passing");
        assertThat(sent).endsWith("passing");
    }

    @Test
    void doesNotCountTheFramesOfAReplay() {
        List<Integer> asked = new ArrayList<>();
        queue.offerBulk(List.of("1", "2", "3", "4", "5", "6", "7", "8"), () -> asked.add(1));
        assertThat(List.of("a", "b", "c", "d")).allMatch(queue::offer);
        assertThat(queue.offer("e")).isFalse();
        IntStream.range(0, 11).forEach(i -> done());
        assertThat(asked)
                .as("asks for more when all is on the wire, not before")
                .isEmpty();
        done();
        assertThat(asked).hasSize(1);
        assertThat(sent).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "a", "b", "c", "d");
    }

    @Test
    void tellsEachThatOfferedFramesWhenAllAreOnTheWire() {
        List<String> asked = new ArrayList<>();
        queue.offerBulk(List.of("page"), () -> asked.add("of the history"));
        queue.offerBulk(List.of("message"), () -> asked.add("of the replay"));
        done();
        assertThat(asked).isEmpty();
        done();
        assertThat(asked).containsExactly("of the history", "of the replay");
    }

    @Test
    void tellsTheOthersWhereOneFails() {
        List<String> asked = new ArrayList<>();
        queue.offerBulk(List.of("message"), () -> {
            throw new RejectedExecutionException("the server stops");
        });
        queue.offerBulk(List.of("page"), () -> asked.add("of the history"));
        done();
        done();
        assertThat(asked).containsExactly("of the history");
    }

    @Test
    void asksForMoreAtOnceWhereNothingIsToSend() {
        List<Integer> asked = new ArrayList<>();
        queue.offerBulk(List.of(), () -> asked.add(1));
        assertThat(asked).hasSize(1);
        assertThat(queue.offer("next")).isTrue();
        assertThat(sent).containsExactly("next");
    }

    @Test
    void takesNothingBehindTheLastFrame() {
        List<String> then = new ArrayList<>();
        queue.offer("wire");
        queue.offer("waits");
        queue.offerLast("bye", false, () -> then.add("close"));
        assertThat(queue.offer("late")).as("nobody listens any more").isTrue();
        done();
        done();
        assertThat(then).isEmpty();
        done();
        assertThat(sent).containsExactly("wire", "waits", "bye");
        assertThat(then).containsExactly("close");
    }

    @Test
    void dropsWhatWaitsForTheLastFrameOfWhoMaySeeNoMore() {
        List<String> then = new ArrayList<>();
        queue.offer("wire");
        queue.offer("secret");
        queue.offerLast("bye", true, () -> then.add("close"));
        done();
        done();
        assertThat(sent).containsExactly("wire", "bye");
        assertThat(then).containsExactly("close");
    }

    @Test
    void takesOneFrameOfAnySizeWhereNothingWaits() {
        queue.offer("wire");
        assertThat(queue.offer("x".repeat(3 * MEBIBYTE))).isTrue();
        assertThat(queue.offer("x")).isFalse();
    }

    @Test
    void endsWhereASendFails() {
        queue.offer("1");
        queue.offer("2");
        onTheWire.remove(0).onResult(new SendResult(new java.io.IOException("cut")));
        assertThat(queue.offer("3")).isTrue();
        assertThat(sent).containsExactly("1");
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isZero();
    }

    @Test
    void endsWhereTheSessionWasClosedMeanwhile() {
        broken = true;
        assertThat(queue.offer("1")).isTrue();
        broken = false;
        assertThat(queue.offer("2")).isTrue();
        assertThat(sent).isEmpty();
    }

    @Test
    void tellsHowLongAFrameHasBeenOnTheWire() {
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isZero();
        queue.offer("1");
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isBetween(59_000L, 61_000L);
        done();
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isZero();
    }
}
