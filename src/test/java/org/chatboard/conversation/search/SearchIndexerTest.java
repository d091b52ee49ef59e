package org.chatboard.conversation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.ServerStopping;
import org.chatboard.testing.Folders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the indexer does when the index or the database fails. */
class SearchIndexerTest {
    private static final long ROOM = 1;

    @TempDir
    Path data;

    private final AtomicLong messages = new AtomicLong(1); // of the only room
    private final AtomicBoolean databaseFails = new AtomicBoolean();
    private SearchIndexer indexer;

    /** A room whose messages are all "word". */
    private final class OneRoom extends IndexSource {
        @Override
        public List<Head> rooms() {
            return List.of(new Head(SearchIndexerTest.ROOM, new RoomPosition("e", last()), last()));
        }

        @Override
        public Changes after(long room, RoomPosition from) {
            long next = Math.min(from.seq() + 1, last());
            return new Changes(
                    false,
                    next > from.seq() ? List.of(new IndexedMessage(next, 1, 0, "word", List.of(), true)) : List.of(),
                    new RoomPosition("e", next),
                    next == last());
        }

        private long last() {
            if (databaseFails.get()) {
                throw new EJBException("The database is not there");
            }
            return messages.get();
        }
    }

    @BeforeEach
    void make() {
        indexer = new SearchIndexer();
        indexer.settings = Settings.of(Map.of("CHATBOARD_DATA", data.toString()));
        indexer.source = new OneRoom();
        indexer.threads = (ManagedThreadFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedThreadFactory.class},
                (proxy, method, arguments) -> new Thread((Runnable) arguments[0]));
        indexer.startMs = 0;
        indexer.retryMs = 10;
    }

    @AfterEach
    void stop() {
        indexer.onStopping(new ServerStopping());
    }

    private Path folder() {
        return data.resolve("search");
    }

    private long found() throws SearchIndexer.UnavailableException {
        SearchRequest request = new SearchRequest("word", null, null, null, null, false, null);
        Set<Long> rooms = Set.of(ROOM);
        indexer.catchUp(rooms);
        return indexer.find(
                        share ->
                                MessageQueries.of(request, SearchWord.of(request.text()), rooms, Long.MAX_VALUE, share),
                        rooms,
                        100)
                .ids()
                .orElseThrow()
                .size();
    }

    private void awaitFound(long count) {
        await().ignoreExceptionsInstanceOf(SearchIndexer.UnavailableException.class)
                .until(() -> found() == count);
    }

    @Test
    void saysThatItIsNotCompleteBeforeItIsOpened() throws SearchIndexer.UnavailableException {
        SearchIndexer.Found found = indexer.find(share -> null, Set.of(), 1);
        assertThat(found.ids().orElseThrow()).isEmpty();
        assertThat(found.progress()).isZero();
        indexer.start();
        awaitFound(1);
    }

    @Test
    void isUnavailableWhileTheFolderCannotBeUsedAndComesBack() throws IOException {
        Files.writeString(folder(), "in the way");
        indexer.start();
        await().untilAsserted(
                        () -> assertThatThrownBy(this::found).isInstanceOf(SearchIndexer.UnavailableException.class));
        Files.delete(folder());
        awaitFound(1);
    }

    @Test
    void comesBackAfterItsFilesWereDeleted() throws IOException {
        indexer.start();
        awaitFound(1);
        Folders.delete(folder());
        messages.set(3);
        indexer.changed(Set.of(ROOM));
        awaitFound(3);
        assertThat(folder()).isNotEmptyDirectory();
    }

    @Test
    void waitsForADatabaseThatCannotBeRead() throws SearchIndexer.UnavailableException {
        databaseFails.set(true);
        indexer.start();
        databaseFails.set(false);
        awaitFound(1);
        databaseFails.set(true);
        messages.set(2);
        indexer.changed(Set.of(ROOM));
        assertThat(found()).isEqualTo(1);
        databaseFails.set(false);
        awaitFound(2);
    }

    @Test
    void findsAtOnceWhatWasStoredBefore() throws SearchIndexer.UnavailableException {
        indexer.start();
        awaitFound(1);
        for (int stored = 2; stored < 20; stored++) {
            messages.set(stored);
            indexer.changed(Set.of(ROOM));
            assertThat(found()).isEqualTo(stored);
        }
    }

    @Test
    void keepsWhatItHasIndexedWhenTheServerStops() throws IOException {
        indexer.start();
        awaitFound(1);
        indexer.onStopping(new ServerStopping());
        try (MessageIndex index = MessageIndex.open(folder(), false)) {
            assertThat(index.positions()).containsEntry(ROOM, new RoomPosition("e", 1));
        }
    }
}
