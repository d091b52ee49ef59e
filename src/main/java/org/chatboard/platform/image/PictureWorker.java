package org.chatboard.platform.image;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;

/**
 * Decodes and encodes pictures on a thread of its own, one at a time, because each may take 80 MiB of memory meanwhile. The accounts that wait
 * take turns: a picture may take seconds, and one account with hundreds of them would keep all others waiting.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = PictureWorker.EXECUTOR, maxAsync = 1)
public class PictureWorker {
    static final String EXECUTOR = "java:app/concurrent/pictures";

    /** Most pieces of work that wait: some minutes of photographs. */
    static final int MAX_WAITING = 500;

    /** Most pieces of work of one account that wait: several pages of pictures. */
    static final int MAX_WAITING_OF_ACCOUNT = 200;

    @Resource(lookup = EXECUTOR)
    ManagedExecutorService executor;

    /** The work that waits, by account, in the order of their next turns. No account is without work. */
    private final Map<Long, Deque<Runnable>> waiting = new LinkedHashMap<>();

    private int numberWaiting;

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
     *
     * @param accountId who asks for it
     */
    <T> CompletableFuture<T> submit(long accountId, Work<T> work) {
        Language language = Translations.current();
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!add(accountId, () -> result.completeAsync(() -> run(work, language), Runnable::run))) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many pictures wait"));
        }
        try {
            executor.execute(this::runNext);
        } catch (RejectedExecutionException e) { // the server stops
            result.completeExceptionally(e);
        }
        return result;
    }

    private synchronized boolean add(long accountId, Runnable work) {
        Deque<Runnable> ofAccount = waiting.getOrDefault(accountId, new ArrayDeque<>());
        if (numberWaiting == MAX_WAITING || ofAccount.size() == MAX_WAITING_OF_ACCOUNT) {
            return false;
        }
        ofAccount.add(work);
        waiting.putIfAbsent(accountId, ofAccount);
        numberWaiting++;
        return true;
    }

    private void runNext() {
        next().run();
    }

    /** Takes the next work of the account whose turn it is, which then comes last. */
    private synchronized Runnable next() {
        long accountId = waiting.keySet().iterator().next();
        Deque<Runnable> ofAccount = waiting.remove(accountId);
        Runnable work = ofAccount.remove();
        if (!ofAccount.isEmpty()) {
            waiting.put(accountId, ofAccount);
        }
        numberWaiting--;
        return work;
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
