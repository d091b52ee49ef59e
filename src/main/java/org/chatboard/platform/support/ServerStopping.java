package org.chatboard.platform.support;

/** The application ends: who has something to say to somebody, or to store, does it now. The database is closed afterwards. */
public record ServerStopping() {
    /** Observers that say goodbye. */
    public static final int SAY_GOODBYE = 100;

    /** Observers that finish what they are storing. */
    public static final int FINISH = 200;
}
