package org.chatboard.conversation.search;

import java.util.concurrent.TimeUnit;

/** When an open index is next compared with the rooms, refreshed, and committed. The thread that changes it asks. */
final class IndexTimes {
    /** The events of this node name all rooms that it changes; other nodes, and a database that was restored, do not. */
    private static final long COMPARE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** While rooms are missing, whatever is found of them meanwhile. Each refresh makes a small file. */
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A commit forces files to the disk, beside those of the database. After a crash, so much is read again. */
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private long compared = System.nanoTime();
    private long refreshed = compared;
    private long committed = compared;
    private boolean uncommitted;

    boolean isComparisonDue() {
        boolean due = System.nanoTime() - compared > COMPARE_NANOS;
        if (due) {
            compared = System.nanoTime();
        }
        return due;
    }

    /** @param missing whether this round has read of missing rooms */
    boolean isRefreshDue(boolean missing) {
        boolean due = missing && System.nanoTime() - refreshed > REFRESH_NANOS;
        if (due) {
            refreshed = System.nanoTime();
        }
        return due;
    }

    /** @param changes whether this round changed something */
    boolean isCommitDue(boolean changes) {
        uncommitted |= changes;
        boolean due = uncommitted && System.nanoTime() - committed > COMMIT_NANOS;
        if (due) {
            committed = System.nanoTime();
            uncommitted = false;
        }
        return due;
    }
}
