package org.chatboard.platform.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NonOverlappingTaskTest {
    private final NonOverlappingTask task = new NonOverlappingTask();
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
    void stopWaitsForTheCurrentRun() {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> task.run(this::longWork));
        await().until(() -> done.contains("begun"));
        CompletableFuture<Void> end = CompletableFuture.runAsync(task::stop).thenRun(() -> done.add("ended"));
        mayEnd.countDown();
        CompletableFuture.allOf(work, end).join();
        assertThat(done).containsExactly("begun", "done", "ended");
    }

    @Test
    void skipsARunWhileThePreviousOneIsNotFinished() {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> task.run(this::longWork));
        await().until(() -> done.contains("begun"));
        task.run(() -> done.add("again"));
        mayEnd.countDown();
        work.join();
        task.run(() -> done.add("later"));
        assertThat(done).containsExactly("begun", "done", "later");
    }

    @Test
    void runsNothingAfterStop() {
        task.run(() -> done.add("before"));
        task.stop();
        task.run(() -> done.add("after"));
        assertThat(done).containsExactly("before");
    }
}
