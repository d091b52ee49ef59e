package org.chatboard.platform.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NonOverlappingTaskTest {
    private final NonOverlappingTask turn = new NonOverlappingTask();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private void longWork() {
        done.add("begun");
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.add("done");
    }

    @Test
    void itsEndWaitsForWhatIsBeingDone() {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> turn.take(this::longWork));
        await().until(() -> done.contains("begun"));
        CompletableFuture<Void> end = CompletableFuture.runAsync(turn::end).thenRun(() -> done.add("ended"));
        mayEnd.countDown();
        CompletableFuture.allOf(work, end).join();
        assertThat(done).containsExactly("begun", "done", "ended");
    }

    @Test
    void whatIsStillBeingDoneIsNotBegunAgain() {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> turn.take(this::longWork));
        await().until(() -> done.contains("begun"));
        turn.take(() -> done.add("again"));
        mayEnd.countDown();
        work.join();
        turn.take(() -> done.add("later"));
        assertThat(done).containsExactly("begun", "done", "later");
    }

    @Test
    void nothingIsDoneAfterItsEnd() {
        turn.take(() -> done.add("before"));
        turn.end();
        turn.take(() -> done.add("after"));
        assertThat(done).containsExactly("before");
    }
}
