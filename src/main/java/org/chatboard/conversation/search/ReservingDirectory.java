package org.chatboard.conversation.search;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.chatboard.platform.environment.NearestFolder;

/**
 * The folder of the index. It takes no file that would leave less than {@value #RESERVE_BYTES} bytes free on the disk: the database needs
 * them more, and a merge of the index writes much at once.
 */
final class ReservingDirectory extends FilterDirectory {
    private static final long RESERVE_BYTES = 128L << 20;

    private final Path folder;

    ReservingDirectory(Path folder) throws IOException {
        super(new MMapDirectory(folder));
        this.folder = folder;
    }

    /** {@return whether a few small files fit} */
    boolean hasRoom() {
        return freeBytes() > 2 * RESERVE_BYTES;
    }

    /** {@return the free space of the disk, also if the folder has been deleted} */
    private long freeBytes() {
        return NearestFolder.of(folder).toFile().getUsableSpace();
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        long expected = 0;
        if (context.mergeInfo != null) {
            expected = context.mergeInfo.estimatedMergeBytes;
        } else if (context.flushInfo != null) {
            expected = context.flushInfo.estimatedSegmentSize;
        }
        if (freeBytes() < RESERVE_BYTES + expected) {
            throw new IOException("The disk has too little room for the index of the search");
        }
        return super.createOutput(name, context);
    }
}
