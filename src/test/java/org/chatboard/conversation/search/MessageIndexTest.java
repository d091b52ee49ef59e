package org.chatboard.conversation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index finds, in which order, and what is left of it after a crash or damage. */
class MessageIndexTest {
    private static final long TIMEOUT_MS = 60_000;
    private static final MessageQueries.Share LARGE = new MessageQueries.Share(1, 1);
    private static final MessageQueries.Share SMALL = new MessageQueries.Share(1, 1_000);
    private static final long ROOM = 7;
    private static final long OTHER_ROOM = 8;

    @TempDir
    Path folder;

    private MessageIndex index;
    private long seq;

    @BeforeEach
    void open() throws IOException {
        index = MessageIndex.open(folder, false);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private static IndexedMessage message(long id, String text, String... files) {
        return new IndexedMessage(id, id % 3, id * 1_000, text, List.of(files), true);
    }

    private static IndexedMessage changed(long id, String text) {
        return new IndexedMessage(id, 0, id * 1_000, text, List.of(), false);
    }

    private void add(long room, IndexedMessage... messages) throws IOException {
        seq += messages.length;
        index.update(room, List.of(messages), new RoomPosition("e", seq));
        index.refresh();
    }

    private List<Long> find(SearchRequest request, Set<Long> rooms, MessageQueries.Share share, int limit)
            throws IOException {
        long before = request.before() == null ? Long.MAX_VALUE : request.before();
        return index.find(
                        MessageQueries.of(request, SearchWord.of(request.text()), rooms, before, share),
                        limit,
                        TIMEOUT_MS)
                .orElseThrow();
    }

    private static SearchRequest words(String text) {
        return new SearchRequest(text, null, null, null, null, false, null);
    }

    private List<Long> find(String text) throws IOException {
        List<Long> found = find(words(text), Set.of(ROOM), LARGE, 100);
        assertThat(find(words(text), Set.of(ROOM), SMALL, 100)).isEqualTo(found);
        return found;
    }

    /** The index proposes each message that has the words: it is the database that decides which of them do. */
    @Test
    void proposesEachMessageThatHasTheWords() throws IOException {
        Random random = new Random(42);
        List<IndexedMessage> messages = new ArrayList<>();
        for (long id = 1; id <= 400; id++) {
            messages.add(message(id, RandomTexts.text(random, 12), RandomTexts.text(random, 6)));
        }
        add(ROOM, messages.toArray(IndexedMessage[]::new));
        int hits = 0;
        for (int round = 0; round < 400; round++) {
            String query = RandomTexts.text(random, 4);
            List<SearchWord> words = SearchWord.of(query);
            List<Long> expected = messages.stream()
                    .filter(each -> new SearchedMessage(each.text(), each.fileNames()).hasAll(words))
                    .map(IndexedMessage::id)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            if (!words.isEmpty()) {
                hits += expected.size();
                assertThat(find(words(query), Set.of(ROOM), LARGE, 400))
                        .as(query)
                        .containsAll(expected);
            }
        }
        assertThat(hits).isGreaterThan(500);
    }

    @Test
    void findsTheNewestFirstAndPagesWithoutASkipWhileOthersArrive() throws IOException {
        for (long id = 1; id <= 30; id++) { // several segments, in which the ids are mixed
            add(ROOM, message(id % 2 == 0 ? id : 60 - id, "word"));
        }
        List<Long> all = find("word");
        assertThat(all).hasSize(30).isSortedAccordingTo(Comparator.reverseOrder());
        List<Long> first = find(words("word"), Set.of(ROOM), LARGE, 10);
        add(ROOM, message(1_000, "word"));
        List<Long> paged = new ArrayList<>(first);
        while (paged.size() < 30) {
            long last = paged.get(paged.size() - 1);
            paged.addAll(find(new SearchRequest("word", null, null, null, null, false, last), Set.of(ROOM), LARGE, 7));
        }
        assertThat(paged).isEqualTo(all);
        assertThat(find(new SearchRequest("word", null, null, null, null, false, all.get(29)), Set.of(ROOM), LARGE, 7))
                .isEmpty();
        assertThat(find(new SearchRequest("word", null, null, null, null, false, 0L), Set.of(ROOM), LARGE, 7))
                .isEmpty();
    }

    @Test
    void findsInTheGivenRoomsOnlyAndByEachFilter() throws IOException {
        add(ROOM, message(1, "word"), message(2, "word", "plan.pdf"), message(3, "other"), message(4, "word"));
        add(OTHER_ROOM, message(5, "word"));
        assertThat(find("word")).containsExactly(4L, 2L, 1L);
        assertThat(find("plan")).containsExactly(2L);
        assertThat(find(words("word"), Set.of(ROOM, OTHER_ROOM), SMALL, 9)).containsExactly(5L, 4L, 2L, 1L);
        assertThat(find(words("word"), Set.of(), LARGE, 9)).isEmpty();
        Set<Long> room = Set.of(ROOM);
        assertThat(find(new SearchRequest("word", null, 1L, null, null, false, null), room, LARGE, 9))
                .containsExactly(4L, 1L);
        assertThat(find(new SearchRequest("", null, null, null, null, true, null), room, LARGE, 9))
                .containsExactly(2L);
        Instant two = Instant.ofEpochMilli(2_000);
        assertThat(find(new SearchRequest("word", null, null, two, null, false, null), room, LARGE, 9))
                .containsExactly(4L, 2L);
        assertThat(find(new SearchRequest("word", null, null, null, two, false, null), room, LARGE, 9))
                .containsExactly(1L);
    }

    @Test
    void findsNoTextThatWasEditedOrDeleted() throws IOException {
        add(ROOM, message(1, "first"), message(2, "second"), message(3, "third"));
        add(ROOM, changed(1, "edited"), changed(2, null));
        assertThat(find("first")).isEmpty();
        assertThat(find("second")).isEmpty();
        assertThat(find("edited")).containsExactly(1L);
        index.remove(ROOM);
        index.refresh();
        assertThat(find("third")).isEmpty();
        assertThat(index.positions()).isEmpty();
    }

    @Test
    void keepsThePositionTogetherWithTheMessages() throws IOException {
        add(ROOM, message(1, "kept"));
        index.commit();
        add(ROOM, message(2, "lost"));
        assertThat(index.positions()).containsOnlyKeys(ROOM).containsValue(new RoomPosition("e", 2));
        close();
        open();
        assertThat(index.positions()).containsOnlyKeys(ROOM).containsValue(new RoomPosition("e", 1));
        assertThat(find("kept")).containsExactly(1L);
        assertThat(find("lost")).isEmpty();
    }

    @Test
    void beginsAnewIfItIsDamagedOrOfAnotherVersion() throws IOException {
        for (Damage damage : List.<Damage>of(
                file -> Files.write(file, new byte[10]),
                Files::delete,
                file -> Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2)))) {
            add(ROOM, message(1, "word"));
            index.commit();
            close();
            for (Path file : files("segments_", ".si", ".cfs", ".cfe")) {
                damage.to(file);
            }
            open();
            assertThat(index.positions()).isEmpty();
            add(ROOM, message(1, "word"));
            assertThat(find("word")).containsExactly(1L);
        }
    }

    @Test
    void isNotOpenedTwice() {
        assertThatThrownBy(() -> MessageIndex.open(folder, false)).isInstanceOf(LockObtainFailedException.class);
        assertThatThrownBy(() -> MessageIndex.open(folder, true)).isInstanceOf(LockObtainFailedException.class);
    }

    @Test
    void endsASearchThatTakesTooLong() throws IOException {
        add(
                ROOM,
                LongStream.rangeClosed(1, 5_000)
                        .mapToObj(id -> message(id, "word"))
                        .toArray(IndexedMessage[]::new));
        Query query = MessageQueries.of(words("word"), SearchWord.of("word"), Set.of(ROOM), Long.MAX_VALUE, LARGE);
        assertThat(index.find(query, 10, 0)).isEmpty();
        assertThat(index.find(query, 10, TIMEOUT_MS)).isPresent();
    }

    private interface Damage {
        void to(Path file) throws IOException;
    }

    private List<Path> files(String... parts) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> Stream.of(parts).anyMatch(file.getFileName().toString()::contains))
                    .toList();
        }
    }
}
