package org.chatboard.conversation.search;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Bits;
import org.chatboard.people.name.NameFolding;

/**
 * The Lucene index in its folder. It has a document for each message, and one for each room with its {@link RoomPosition}, which are
 * committed together. One thread changes it; any thread searches. The documents are sorted by the ids of the messages, newest first, so a
 * search ends as soon as its page is full.
 */
final class MessageIndex implements Closeable {
    /** Version of the documents; another one, or other rules of folding, make the index anew. */
    private static final String VERSION = "1-" + Integer.toHexString(NameFolding.checksum());

    private static final String VERSION_KEY = "version";

    /** Memory for new documents. The larger it is, the fewer files are written and joined; joining costs more than indexing. */
    private static final double BUFFER_MIB = Math.min(32, Runtime.getRuntime().maxMemory() / 16.0 / 1_024 / 1_024);

    /** How many files of about one size are joined at once. Each search looks into all of them, each message is joined the less often. */
    private static final int SEGMENTS = 24;

    private static final Sort NEWEST_FIRST =
            new Sort(LongField.newSortField(MessageDocument.ID, true, SortedNumericSelector.Type.MIN));

    private final ReservingDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private MessageIndex(ReservingDirectory directory, IndexWriter writer, SearcherManager searchers) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /**
     * Opens the index, an empty one if it is missing, damaged or of another version.
     *
     * @param damaged whether a damage was seen that opening it does not show
     * @throws IOException if the folder cannot be used, or another process uses it
     */
    static MessageIndex open(Path folder, boolean damaged) throws IOException {
        Files.createDirectories(folder);
        try {
            if (damaged) {
                throw new CorruptIndexException("The index is damaged", folder.toString());
            }
            return open(folder, OpenMode.APPEND);
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | FileNotFoundException
                | NoSuchFileException
                | EOFException
                | IllegalArgumentException e) { // Lucene's own exceptions are IOExceptions too
            deleteFiles(folder);
            MessageIndex empty = open(folder, OpenMode.CREATE);
            empty.commit(); // an index without a commit looks like none
            return empty;
        }
    }

    private static MessageIndex open(Path folder, OpenMode mode) throws IOException {
        ReservingDirectory directory = new ReservingDirectory(folder);
        IndexWriter writer = null;
        try {
            if (mode == OpenMode.APPEND && !VERSION.equals(version(directory))) {
                throw new CorruptIndexException("The index is of another version", folder.toString());
            }
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig()
                            .setOpenMode(mode)
                            .setIndexSort(NEWEST_FIRST)
                            .setRAMBufferSizeMB(BUFFER_MIB)
                            .setMergePolicy(new TieredMergePolicy()
                                    .setSegmentsPerTier(SEGMENTS)
                                    .setMaxMergeAtOnce(SEGMENTS))
                            .setCommitOnClose(false));
            writer.setLiveCommitData(Map.of(VERSION_KEY, VERSION).entrySet());
            return new MessageIndex(directory, writer, new SearcherManager(writer, null));
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.close();
            }
            directory.close();
            throw e;
        }
    }

    private static String version(Directory directory) throws IOException {
        return SegmentInfos.readLatestCommit(directory).getUserData().get(VERSION_KEY);
    }

    /** The folder has files of the index alone. The lock keeps those of another process. */
    private static void deleteFiles(Path folder) throws IOException {
        try (Directory directory = new MMapDirectory(folder);
                Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            for (String file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    /** {@return the position of each room that it has} */
    Map<Long, RoomPosition> positions() throws IOException {
        Map<Long, RoomPosition> positions = new HashMap<>();
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                addPositions(leaf.reader(), positions);
            }
        } finally {
            searchers.release(searcher);
        }
        return positions;
    }

    private static void addPositions(LeafReader leaf, Map<Long, RoomPosition> positions) throws IOException {
        Terms rooms = leaf.terms(MessageDocument.POSITION);
        if (rooms == null) {
            return;
        }
        StoredFields stored = leaf.storedFields();
        Bits live = leaf.getLiveDocs();
        PostingsEnum documents = null;
        TermsEnum each = rooms.iterator();
        while (each.next() != null) {
            documents = each.postings(documents, PostingsEnum.NONE);
            for (int found = documents.nextDoc(); found != DocIdSetIterator.NO_MORE_DOCS; found = documents.nextDoc()) {
                if (live == null || live.get(found)) {
                    Document document = stored.document(found);
                    positions.put(MessageDocument.roomOf(document), MessageDocument.positionOf(document));
                }
            }
        }
    }

    /** Takes over messages of a room, and the position at which they are as they are. */
    void update(long room, List<IndexedMessage> messages, RoomPosition position) throws IOException {
        for (IndexedMessage message : messages) {
            if (!message.isNew()) {
                writer.deleteDocuments(MessageDocument.query(MessageDocument.ID, message.id()));
            }
            if (message.text() != null) {
                writer.addDocument(MessageDocument.of(room, message));
            }
        }
        writer.updateDocument(MessageDocument.positionTerm(room), MessageDocument.of(room, position));
    }

    /** Removes all of a room. */
    void remove(long room) throws IOException {
        writer.deleteDocuments(MessageDocument.query(MessageDocument.ROOM, room));
        writer.deleteDocuments(MessageDocument.positionTerm(room));
    }

    /** Shows the changes to searches that begin from now on. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Makes the changes survive a crash. */
    void commit() throws IOException {
        writer.commit();
    }

    /** {@return whether the disk has room for changes} */
    boolean hasRoom() {
        return directory.hasRoom();
    }

    /** {@return whether its files are there} The operator may have deleted them. */
    boolean exists() throws IOException {
        return DirectoryReader.indexExists(directory);
    }

    /**
     * {@return the ids of the newest messages that match, newest first; empty if it takes too long}
     *
     * @param limit most ids
     */
    Optional<List<Long>> find(Query query, int limit, long timeoutMs) throws IOException {
        IndexSearcher shared = searchers.acquire();
        try {
            IndexSearcher searcher = new IndexSearcher(shared.getIndexReader());
            searcher.setQueryCache(null); // the cached answers of one account would make those of another one faster
            searcher.setTimeout(new QueryTimeoutImpl(timeoutMs));
            TopFieldDocs found = searcher.search(query, new TopFieldCollectorManager(NEWEST_FIRST, limit, 1));
            return searcher.timedOut()
                    ? Optional.empty()
                    : Optional.of(Stream.of(found.scoreDocs)
                            .map(each -> (Long) ((FieldDoc) each).fields[0])
                            .toList());
        } finally {
            searchers.release(shared);
        }
    }

    /** Ends it without a commit; a search that runs keeps its files open until it ends. */
    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }
}
