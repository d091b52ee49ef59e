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
 * Keeps the index up to date on a thread of its own, and opens it anew after a failure. Rounds are rare and slow while no search waits,
 * since a message costs the less the more of them are indexed at once; a search makes the thread index at once what is new. A crash loses at
 * most what was not committed to the index, and its position says so.
 */
@ApplicationScoped
public class SearchIndexer {
    private static final Logger LOG = Logger.getLogger(SearchIndexer.class.getName());

    /** Pause between two rounds for which no search waits. What has gathered meanwhile is what a search may have to wait for. */
    private static final long PAUSE_MS = 1_000;

    private static final String FOLDER = "search";

    /** The server becomes ready first: opening the index loads many classes. */
    private static final long START_MS = 3_000;

    private static final long RETRY_MS = 10_000;

    /** Longest work at a time on the rooms that the index lacks, and the pause after it: half of one processor at most. */
    private static final long MISSING_MS = 100;

    /** Longest that a search waits for what is new; the work on it goes on. */
    private static final long CATCH_UP_MS = 1_000;

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
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet(); // rooms whose news searches do not see yet
    private final IndexRounds rounds = new IndexRounds();
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
        rounds.stop();
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("The index of the search was not closed in time; the next start completes it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until searches see what was stored in these rooms before. It takes a while at most, and does not wait for what is missing. */
    void catchUp(Set<Long> rooms) {
        if (open != null && rooms.stream().anyMatch(room -> changed.contains(room) || hidden.contains(room))) {
            rounds.awaitOne(CATCH_UP_MS);
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
            while (rounds.pause(pauseMs)) {
                rounds.begin();
                pauseMs = round();
                rounds.end();
            }
        } finally {
            failed = true;
            close(true);
            rounds.end();
            stopped.countDown();
        }
    }

    /** {@return milliseconds until the next round} */
    private long round() {
        try {
            if (open == null) {
                open = open();
            }
            boolean missing = follow(open);
            failed = false;
            return missing ? MISSING_MS : PAUSE_MS;
        } catch (EJBException e) {
            fail("The rooms cannot be read for the search; it finds what it has", e);
        } catch (IOException | RuntimeException e) {
            damaged |= isDamage(e);
            close(false);
            fail("The index of the search cannot be used; everything else works", e);
        }
        return retryMs;
    }

    /** Logs the first failure of several. */
    private void fail(String what, Exception cause) {
        if (!failed) {
            LOG.log(Level.WARNING, what, cause);
        }
        failed = true;
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

    /** {@return whether rooms were missing} */
    private boolean follow(OpenIndex index) throws IOException {
        if (damaged) {
            throw new CorruptIndexException("A search found the index damaged", FOLDER);
        }
        if (!index.messages().hasRoom()) {
            progress = Math.min(progress, SearchPage.COMPLETE - 1);
            return false;
        }
        if (index.times().isComparisonDue()) {
            if (!index.messages().exists()) {
                throw new IOException("The files of the index have been deleted");
            }
            changed.addAll(index.follower().changedElsewhere());
        }
        followChanged(index.follower());
        boolean missing = followMissing(index.follower());
        boolean commits = index.times().isCommitDue(missing || !hidden.isEmpty());
        if (commits) {
            index.messages().commit();
        }
        boolean completed =
                progress < index.follower().progress() && index.follower().progress() == SearchPage.COMPLETE;
        if (index.times().isRefreshDue(missing) || completed || commits || rounds.isAwaited()) {
            index.messages().refresh();
            hidden.clear();
            progress = index.follower().progress();
        }
        return missing;
    }

    private void followChanged(RoomFollower follower) throws IOException {
        Set<Long> rooms = Set.copyOf(changed);
        hidden.addAll(rooms);
        changed.removeAll(rooms);
        try {
            for (long room : rooms) {
                while (follower.follow(room) && !rounds.isStopping()) {
                    rounds.breathe();
                }
                rounds.breathe();
            }
        } catch (EJBException e) {
            changed.addAll(rooms);
            throw e;
        }
    }

    /** {@return whether rooms were missing} */
    private boolean followMissing(RoomFollower follower) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MISSING_MS);
        boolean any = false;
        while (follower.followMissing()) {
            any = true;
            if (System.nanoTime() >= end || rounds.isAwaited() || rounds.isStopping()) {
                break;
            }
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
