package org.chatboard.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.ThreadCache;
import org.glassfish.grizzly.ThreadCache.CachedTypeIndex;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestObjectsTest {
    private static final CachedTypeIndex<Object> POOLED =
            ThreadCache.obtainIndex(RequestObjects.POOLS.get(0), Object.class, 4);
    private static final CachedTypeIndex<Object> OTHER =
            ThreadCache.obtainIndex(RequestObjectsTest.class.getName(), Object.class, 4);

    private final Worker running = new Worker();

    @AfterEach
    void stop() {
        running.interrupt();
    }

    @Test
    void keepsNoObjectForTheNextRequestInAnyThread() throws Exception {
        assertThat(running.call(() -> ThreadCache.putToCache(POOLED, "a request")))
                .isTrue();
        assertThat(running.call(() -> ThreadCache.putToCache(OTHER, "a buffer")))
                .isTrue();

        RequestObjects.disablePools();

        assertThat(running.call(() -> ThreadCache.takeFromCache(POOLED))).isNull();
        assertThat(running.call(() -> ThreadCache.putToCache(POOLED, "the next")))
                .isFalse();
        assertThat(running.call(() -> ThreadCache.takeFromCache(OTHER))).isEqualTo("a buffer");
        Worker later = new Worker();
        assertThat(later.call(() -> ThreadCache.putToCache(POOLED, "another"))).isFalse();
        later.interrupt();
    }

    /** A worker thread of Grizzly, which has its own pools of objects. */
    private static final class Worker {
        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final Thread thread =
                new DefaultWorkerThread(Grizzly.DEFAULT_ATTRIBUTE_BUILDER, "worker", null, this::work);

        Worker() {
            thread.setDaemon(true);
            thread.start();
        }

        <T> T call(Supplier<T> task) throws Exception {
            CompletableFuture<T> result = new CompletableFuture<>();
            tasks.add(() -> result.complete(task.get()));
            return result.get(10, TimeUnit.SECONDS);
        }

        void interrupt() {
            thread.interrupt();
        }

        private void work() {
            try {
                while (true) {
                    tasks.take().run();
                }
            } catch (InterruptedException e) {
                // the test is over
            }
        }
    }
}
