package org.chatboard.platform.support;

/**
 * Event: the application is about to stop. Observers close their sockets first, then finish their writes; the database is closed
 * after the last observer.
 */
public record ServerStopping() {
    /** Priority of observers that close sockets. */
    public static final int CLOSE_SOCKETS = 100;

    /** Priority of observers that finish their writes. */
    public static final int FINISH_WRITES = 200;
}
