package org.chatboard.platform.image;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;

/** Decodes and encodes pictures on a thread of its own, one at a time, because each may take 80 MiB of memory meanwhile. */
@ApplicationScoped
@ManagedExecutorDefinition(name = PictureWorker.EXECUTOR, maxAsync = 1)
public class PictureWorker {
    static final String EXECUTOR = "java:app/concurrent/pictures";

    /** Most pieces of work that wait: some minutes of photographs. */
    private static final int MAX_WAITING = 500;

    @Resource(lookup = EXECUTOR)
    ManagedExecutorService executor;

    private final AtomicInteger waiting = new AtomicInteger();

    /** Pictures need no screen; where the variable {@code DISPLAY} is set, Java would look for one, with libraries that a server may lack. */
    @PostConstruct
    void useNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    /** A piece of work. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Runs a piece of work in the language of the current thread. {@return its result; it fails with what the work throws as the cause, with
     * an {@link IOException} inside an {@link UncheckedIOException}, and with {@link RejectedExecutionException} if too many wait}
     */
    <T> CompletableFuture<T> submit(Work<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many pictures wait"));
        }
        Language language = Translations.current();
        try {
            return CompletableFuture.supplyAsync(() -> run(work, language), executor)
                    .whenComplete((result, failure) -> waiting.decrementAndGet());
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> T run(Work<T> work, Language language) {
        Translations.use(language);
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Translations.use(null);
        }
    }
}
