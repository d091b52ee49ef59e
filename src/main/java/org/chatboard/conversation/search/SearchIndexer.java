package org.chatboard.conversation.search;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.ServerStopping;

/**
 * Keeps the index up to date on a thread of its own, and opens it anew after a failure. What was stored is found a moment later; a crash loses
 * at most what was not committed to the index, and its position says so.
 */
@ApplicationScoped
public class SearchIndexer {
    private static final Logger LOG = Logger.getLogger(SearchIndexer.class.getName());

    /** Pause between two rounds, which bounds both how late a message is found and how much the rounds cost. */
    private static final long PAUSE_MS = 100;

    private static final String FOLDER = "search";

    /** The server becomes ready first: opening the index loads many classes. */
    private static final long START_MS = 3_000;

    private static final long RETRY_MS = 10_000;
    /** Longest work of a round on the rooms that the index lacks: half of one processor at most, since people chat meanwhile. */
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);

    private static final int STOP_SECONDS = 5;

    /** A search that takes longer ends without an answer, so that no thread is held for long. */
    private static final long TIMEOUT_MS = 2_000;

    @Inject
    Settings settings;

    @Inject
    IndexSource source;

    @Resource
    ManagedThreadFactory threads;

    long startMs = START_MS;
    long retryMs = RETRY_MS;

    private final Set<Long> changed =
            ConcurrentHashMap.newKeySet(); // an event only names the room; what is new is read
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile OpenIndex open; // null before it is opened, and after a failure
    private volatile boolean failed;
    private volatile boolean damaged;
    private volatile int progress; // percent of all rooms that a search finds

    /** An index that is open, and how far it is. */
    private record OpenIndex(MessageIndex messages, RoomFollower follower, IndexTimes times) {}

    /** Thrown if there is no index to search in. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What a search found.
     *
     * @param ids of messages, newest first; empty if the search took too long
     * @param progress percent of all rooms that the index had before the search
     */
    record Found(Optional<List<Long>> ids, int progress) {}

    /** Starts the thread, which opens the index. Called once. */
    void start() {
        threads.newThread(this::run).start();
    }

    void onPosted(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesPosted event) {
        changed(event.messages().stream()
                .map(posted -> posted.message().roomId())
                .collect(Collectors.toSet()));
    }

    void changed(Set<Long> rooms) {
        changed.addAll(rooms);
    }

    /** Waits for the round under way, because the database is closed next. */
    void onStopping(@Observes @Priority(ServerStopping.FINISH_WRITES) ServerStopping event) {
        stopping.countDown();
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("The index of the search was not closed in time; the next start completes it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Searches.
     *
     * @param query makes the query from the share that the rooms have of all messages
     * @param limit most ids
     * @throws UnavailableException if there is no index; the indexer tries to open it again
     */
    Found find(Function<MessageQueries.Share, Query> query, Set<Long> rooms, int limit) throws UnavailableException {
        OpenIndex now = open;
        if (now == null) {
            if (failed) {
                throw new UnavailableException();
            }
            return new Found(Optional.of(List.of()), 0);
        }
        try {
            int before = progress;
            return new Found(now.messages().find(query.apply(now.follower().share(rooms)), limit, TIMEOUT_MS), before);
        } catch (IOException | AlreadyClosedException e) {
            damaged |= isDamage(e);
            LOG.log(Level.FINE, "The index of the search could not be read", e);
            throw new UnavailableException();
        }
    }

    private void run() {
        try {
            long pauseMs = startMs;
            while (!stopping.await(pauseMs, TimeUnit.MILLISECONDS)) {
                pauseMs = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(true);
            stopped.countDown();
        }
    }

    /** {@return milliseconds until the next round} */
    private long round() {
        try {
            if (open == null) {
                open = open();
            }
            follow(open);
            failed = false;
            return PAUSE_MS;
        } catch (EJBException e) {
            LOG.log(Level.FINE, "The rooms cannot be read for the search at the moment", e);
        } catch (IOException | RuntimeException e) {
            damaged |= isDamage(e);
            close(false);
            if (!failed) {
                LOG.log(Level.WARNING, "The index of the search cannot be used; everything else works", e);
            }
            failed = true;
        }
        return retryMs;
    }

    private OpenIndex open() throws IOException {
        MessageIndex messages = MessageIndex.open(settings.dataDirectory().resolve(FOLDER), damaged);
        damaged = false;
        try {
            RoomFollower follower = new RoomFollower(messages, source);
            progress = follower.progress();
            return new OpenIndex(messages, follower, new IndexTimes());
        } catch (IOException | RuntimeException e) {
            messages.close();
            throw e;
        }
    }

    private void follow(OpenIndex index) throws IOException {
        if (damaged) {
            throw new CorruptIndexException("A search found the index damaged", FOLDER);
        }
        if (!index.messages().hasRoom()) {
            progress = Math.min(progress, SearchPage.COMPLETE - 1);
            return;
        }
        if (index.times().isComparisonDue()) {
            if (!index.messages().exists()) {
                throw new IOException("The files of the index have been deleted");
            }
            changed.addAll(index.follower().changedElsewhere());
        }
        boolean news = followChanged(index.follower());
        boolean more = followMissing(index.follower());
        if (news || index.times().isRefreshDue(more, index.follower().progress())) {
            index.messages().refresh();
            progress = index.follower().progress();
        }
        if (index.times().isCommitDue(news || more)) {
            index.messages().commit();
        }
    }

    /** {@return whether something had changed} */
    private boolean followChanged(RoomFollower follower) throws IOException {
        Set<Long> rooms = Set.copyOf(changed);
        changed.removeAll(rooms);
        try {
            changed.addAll(follower.follow(rooms));
        } catch (EJBException e) {
            changed.addAll(rooms);
            throw e;
        }
        return !rooms.isEmpty();
    }

    /** {@return whether rooms were missing} */
    private boolean followMissing(RoomFollower follower) throws IOException {
        long end = System.nanoTime() + ROUND_NANOS;
        boolean any = false;
        while (System.nanoTime() < end && changed.isEmpty() && stopping.getCount() > 0 && follower.followMissing()) {
            any = true;
        }
        return any;
    }

    private static boolean isDamage(Exception e) {
        return e instanceof CorruptIndexException || e.getCause() instanceof CorruptIndexException;
    }

    private void close(boolean commits) {
        OpenIndex index = open;
        open = null;
        if (index != null) {
            try (MessageIndex messages = index.messages()) {
                if (commits) {
                    messages.commit();
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "The index of the search was not closed cleanly; the next start completes it", e);
            }
        }
    }
}
