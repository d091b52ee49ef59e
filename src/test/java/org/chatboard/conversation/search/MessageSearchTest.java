package org.chatboard.conversation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.lucene.search.Query;
import org.awaitility.Awaitility;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.testing.PlainMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a search does with the proposals of the index, which may be outdated. */
class MessageSearchTest {
    private static final long ANN = 1;
    private static final long ROOM = 7;
    private static final int IN_INDEX = 1_000; // messages with the word, numbered from 1 on
    private static final SearchRequest WORD = new SearchRequest("word", null, null, null, null, false, null);

    private final MessageSearch search = new MessageSearch();
    private final List<Set<Long>> searchedRooms = Collections.synchronizedList(new ArrayList<>());
    private final Set<Long> withWord = new HashSet<>(); // numbers of the messages that still have it
    private final Set<Long> members = new HashSet<>(Set.of(ANN));
    private boolean isSlow;
    private volatile boolean isHeld;

    @BeforeEach
    void connect() {
        search.indexer = new SearchIndexer() {
            private long next = IN_INDEX;

            @Override
            Found find(Function<MessageQueries.Share, Query> query, Set<Long> rooms, int limit) {
                searchedRooms.add(rooms);
                Awaitility.await().until(() -> !isHeld);
                List<Long> ids = LongStream.iterate(next, id -> id > Math.max(0, next - limit), id -> id - 1)
                        .boxed()
                        .toList();
                next -= limit - 1; // a search asks for one more than it takes
                return new Found(isSlow ? Optional.empty() : Optional.of(ids), SearchPage.COMPLETE);
            }
        };
        search.query = new HitQuery() {
            @Override
            public Set<Long> rooms(long account) {
                return Set.of(ROOM);
            }

            @Override
            public List<SearchPage.Hit> hits(long account, List<Long> ids, List<SearchWord> words, boolean withFiles) {
                return ids.stream()
                        .filter(withWord::contains)
                        .map(id -> new SearchPage.Hit(
                                RoomKind.PRIVATE, "Lunch", PlainMessages.message(ROOM, id), List.of()))
                        .toList();
            }
        };
        search.access = new RoomAccess(new RoomCache() {
            @Override
            public Optional<RoomMembers> members(long room) {
                return room == ROOM
                        ? Optional.of(new RoomMembers(ROOM, RoomKind.PRIVATE, List.copyOf(members), Set.of(), false))
                        : Optional.empty();
            }
        });
    }

    private static List<Long> numbers(SearchPage page) {
        return page.hits().stream().map(hit -> hit.message().seq()).toList();
    }

    @Test
    void fillsAPageWithMessagesBehindThoseThatWereEditedMeanwhile() {
        withWord.addAll(Set.of(999L, 985L, 971L));
        SearchPage page = search.search(ANN, WORD, 10);
        assertThat(numbers(page)).containsExactly(999L, 985L, 971L);
        assertThat(page.next()).isNotNull();
    }

    @Test
    void endsAfterSomeReadsOfAnIndexThatIsFarBehindAndSaysWhereToGoOn() {
        SearchPage page = search.search(ANN, WORD, 10);
        assertThat(page.hits()).isEmpty();
        assertThat(page.next()).isEqualTo(IN_INDEX - 10L * searchedRooms.size() + 1);
        assertThat(searchedRooms).hasSizeLessThan(10);
    }

    @Test
    void showsNothingOfARoomThatTheAccountHasLeftSinceItWasRead() {
        LongStream.rangeClosed(1, IN_INDEX).forEach(withWord::add);
        assertThat(numbers(search.search(ANN, WORD, 1))).hasSize(1);
        members.remove(ANN);
        assertThat(search.search(ANN, WORD, 1).hits()).isEmpty();
    }

    @Test
    void searchesARoomThatTheAccountMaySeeAndNoOther() {
        search.search(ANN, inRoom(ROOM), 10);
        assertThat(searchedRooms).containsOnly(Set.of(ROOM));
        searchedRooms.clear();
        assertThatThrownBy(() -> search.search(ANN, inRoom(8), 10)).isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> search.search(2, inRoom(ROOM), 10)).isInstanceOf(RoomNotFoundException.class);
        assertThat(searchedRooms).isEmpty();
    }

    private static SearchRequest inRoom(long room) {
        return new SearchRequest("word", room, null, null, null, false, null);
    }

    @Test
    void saysThatASearchTookTooLong() {
        isSlow = true;
        assertThatThrownBy(() -> search.search(ANN, WORD, 10))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.status()).isEqualTo(503));
    }

    @Test
    void rejectsWhatWouldHoldTooManyThreads() {
        isHeld = true;
        List<CompletableFuture<SearchPage>> others = IntStream.range(0, MessageSearch.MAX_RUNNING)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> search.search(ANN, WORD, 1), task -> new Thread(task).start()))
                .toList();
        Awaitility.await().until(() -> searchedRooms.size() == others.size());
        assertThatThrownBy(() -> search.search(ANN, WORD, 1))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.status()).isEqualTo(503));
        isHeld = false;
        others.forEach(CompletableFuture::join);
        search.search(ANN, WORD, 1);
    }
}
