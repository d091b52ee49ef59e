package org.chatboard.conversation.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.ConcurrencyLimiter;
import org.chatboard.platform.rest.RejectedException;

/**
 * Searches the messages that an account may see now. The index only proposes messages of its rooms; each one is read from the database, and
 * shown if it still has the words and the account may still see its room.
 */
@ApplicationScoped
public class MessageSearch {
    /** Most reads of the index for a page: it may be that what they find has been edited or deleted a moment ago. */
    private static final int MAX_READS = 5;

    /** Longest time of the reads together: a page that is not full says where to go on. */
    private static final long READS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Searches of all accounts under way, each of which may need a processor for a while. */
    static final int MAX_RUNNING = 4;

    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration BUSY_FOR = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final ConcurrencyLimiter running = new ConcurrencyLimiter(MAX_RUNNING, MAX_WAITING, MAX_WAIT);

    @Inject
    SearchIndexer indexer;

    @Inject
    HitQuery query;

    @Inject
    RoomAccess access;

    /**
     * {@return a page of what was found, newest first; it may be shorter than the limit although others follow}
     *
     * @param limit most messages on the page
     * @throws RoomNotFoundException if the request names a room that the account may not see
     * @throws RejectedException 503 if there is no index, the search takes too long, or too many others are under way
     */
    public SearchPage search(long account, SearchRequest request, int limit) {
        if (!running.acquire()) {
            throw new RejectedException(503, Translations.text("problem.busy"), Map.of(), BUSY_FOR);
        }
        try {
            return read(account, request, limit);
        } finally {
            running.release();
        }
    }

    private SearchPage read(long account, SearchRequest request, int limit) {
        List<SearchWord> words = SearchWord.of(request.text());
        Set<Long> rooms = request.room() == null
                ? query.rooms(account)
                : Set.of(access.require(request.room(), account, RoomAction.SEE).roomId());
        indexer.catchUp(rooms);
        List<SearchPage.Hit> hits = new ArrayList<>();
        long before = request.before() == null ? Long.MAX_VALUE : request.before();
        int progress = SearchPage.COMPLETE;
        long end = System.nanoTime() + READS_NANOS;
        for (int reads = 0;
                reads < MAX_READS && hits.size() < limit && (reads == 0 || System.nanoTime() < end);
                reads++) {
            int left = limit - hits.size();
            SearchIndexer.Found found = find(request, words, rooms, before, left + 1);
            List<Long> ids =
                    found.ids().orElseThrow(() -> new RejectedException(503, Translations.text("search.slow")));
            List<Long> page = ids.subList(0, Math.min(left, ids.size()));
            progress = Math.min(progress, found.progress());
            query.hits(account, page, words, request.withFiles()).stream()
                    .filter(hit -> access.find(hit.message().roomId(), account, RoomAction.SEE)
                            .isPresent())
                    .forEach(hits::add);
            if (ids.size() <= left) {
                return new SearchPage(hits, null, progress);
            }
            before = page.get(page.size() - 1);
        }
        return new SearchPage(hits, before, progress);
    }

    private SearchIndexer.Found find(
            SearchRequest request, List<SearchWord> words, Set<Long> rooms, long before, int limit) {
        try {
            return indexer.find(share -> MessageQueries.of(request, words, rooms, before, share), rooms, limit);
        } catch (SearchIndexer.UnavailableException e) {
            throw new RejectedException(503, Translations.text("search.unavailable"), Map.of(), RETRY_AFTER);
        }
    }
}
