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
    private boolean completesInCall;
    private boolean broken;

    private final SendQueue queue = new SendQueue(session(), 4);

    private Session session() {
        InvocationHandler remote = (proxy, method, arguments) -> {
            if (broken) {
                throw new IllegalStateException("closed");
            }
            sent.add((String) arguments[0]);
            if (completesInCall) {
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

    private boolean offer(String frame) {
        return flushed(queue.offer(frame));
    }

    private boolean offerEphemeral(String frame) {
        return flushed(queue.offerEphemeral(frame));
    }

    private boolean flushed(boolean queued) {
        queue.flush();
        return queued;
    }

    private void offerBulk(List<String> frames, Runnable next) {
        queue.offerBulk(frames, next);
        queue.flush();
    }

    private void offerLast(String frame, boolean dropWaiting, Runnable onSent) {
        queue.offerLast(frame, dropWaiting, onSent);
        queue.flush();
    }

    /** Completes the send of the frame on the wire. */
    private void complete() {
        onTheWire.remove(0).onResult(new SendResult());
    }

    @Test
    void sendsOneFrameAtATimeInOrder() {
        List.of("1", "2", "3").forEach(this::offer);
        assertThat(sent).containsExactly("1");
        complete();
        assertThat(sent).containsExactly("1", "2");
        complete();
        complete();
        assertThat(sent).containsExactly("1", "2", "3");
        assertThat(onTheWire).isEmpty();
        offer("4");
        assertThat(sent).endsWith("4");
    }

    @Test
    void sendsInALoopIfSendsCompleteInTheCall() {
        offerBulk(IntStream.range(0, 100_000).mapToObj(String::valueOf).toList(), () -> {});
        completesInCall = true; // from here on; nested calls of send would overflow the stack
        complete();
        assertThat(sent).hasSize(100_000).startsWith("0", "1").endsWith("99999");
    }

    @Test
    void rejectsAFrameAboveTheBound() {
        assertThat(List.of("wire", "1", "2", "3", "4")).allMatch(this::offer);
        assertThat(offer("5")).isFalse();
        complete();
        assertThat(offer("5")).isTrue();
    }

    @Test
    void holdsOneMebibyteAtMost() {
        offer("wire");
        assertThat(offer("x".repeat(MEBIBYTE - 1))).isTrue();
        assertThat(offer("xx")).isFalse();
        assertThat(offer("x")).isTrue();
    }

    @Test
    void dropsEphemeralFramesFirst() {
        List.of("wire", "1", "2").forEach(this::offer);
        offerEphemeral("ephemeral");
        assertThat(offer("3")).isTrue();
        complete();
        complete();
        complete();
        assertThat(sent).containsExactly("wire", "1", "2", "3");
        complete();
        offerEphemeral("ephemeral");
        assertThat(sent).endsWith("ephemeral");
    }

    @Test
    void doesNotCountTheFramesOfAReplay() {
        List<Integer> called = new ArrayList<>();
        offerBulk(List.of("1", "2", "3", "4", "5", "6", "7", "8"), () -> called.add(1));
        assertThat(List.of("a", "b", "c", "d")).allMatch(this::offer);
        assertThat(offer("e")).isFalse();
        IntStream.range(0, 11).forEach(i -> complete());
        assertThat(called).as("not before the queue is empty").isEmpty();
        complete();
        assertThat(called).hasSize(1);
        assertThat(sent).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "a", "b", "c", "d");
    }

    @Test
    void callsEveryCallbackOnceTheQueueIsEmpty() {
        List<String> called = new ArrayList<>();
        offerBulk(List.of("page"), () -> called.add("of the history"));
        offerBulk(List.of("message"), () -> called.add("of the replay"));
        complete();
        assertThat(called).isEmpty();
        complete();
        assertThat(called).containsExactly("of the history", "of the replay");
    }

    @Test
    void callsTheOtherCallbacksIfOneFails() {
        List<String> called = new ArrayList<>();
        offerBulk(List.of("message"), () -> {
            throw new RejectedExecutionException("the server stops");
        });
        offerBulk(List.of("page"), () -> called.add("of the history"));
        complete();
        complete();
        assertThat(called).containsExactly("of the history");
    }

    @Test
    void callsTheCallbackAtOnceIfThereIsNothingToSend() {
        List<Integer> called = new ArrayList<>();
        offerBulk(List.of(), () -> called.add(1));
        assertThat(called).hasSize(1);
        assertThat(offer("next")).isTrue();
        assertThat(sent).containsExactly("next");
    }

    @Test
    void dropsFramesAfterTheLastOne() {
        List<String> closed = new ArrayList<>();
        offer("wire");
        offer("waits");
        offerLast("bye", false, () -> closed.add("close"));
        assertThat(offer("late")).as("dropped with the socket").isTrue();
        complete();
        complete();
        assertThat(closed).isEmpty();
        complete();
        assertThat(sent).containsExactly("wire", "waits", "bye");
        assertThat(closed).containsExactly("close");
    }

    @Test
    void dropsWaitingFramesBeforeTheLastOneOnRequest() {
        List<String> closed = new ArrayList<>();
        offer("wire");
        offer("secret");
        offerLast("bye", true, () -> closed.add("close"));
        complete();
        complete();
        assertThat(sent).containsExactly("wire", "bye");
        assertThat(closed).containsExactly("close");
    }

    @Test
    void acceptsOneFrameOfAnySizeIfNothingWaits() {
        offer("wire");
        assertThat(offer("x".repeat(3 * MEBIBYTE))).isTrue();
        assertThat(offer("x")).isFalse();
    }

    @Test
    void closesIfASendFails() {
        offer("1");
        offer("2");
        onTheWire.remove(0).onResult(new SendResult(new java.io.IOException("cut")));
        assertThat(offer("3")).isTrue();
        assertThat(sent).containsExactly("1");
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isZero();
    }

    @Test
    void closesIfTheSessionIsClosed() {
        broken = true;
        assertThat(offer("1")).isTrue();
        broken = false;
        assertThat(offer("2")).isTrue();
        assertThat(sent).isEmpty();
    }

    @Test
    void measuresHowLongASendLasts() {
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isZero();
        offer("1");
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isBetween(59_000L, 61_000L);
        complete();
        assertThat(queue.sendingForMs(System.currentTimeMillis() + 60_000)).isZero();
    }
}
