package org.chatboard.chat.connection;

/**
 * How far a socket has been told of a room. While the gap behind is read from the database, live frames wait as a number; whoever
 * reads the gap goes on until it has passed that number, and then lets live frames through. Guarded by its connection.
 */
final class RoomSubscription {
    private long toldTo;
    private long seen;
    private boolean live;
    private boolean announced;

    /**
     * Makes the cursor of a room.
     *
     * @param toldTo number up to which the socket holds it
     * @param announced whether the socket knows of the room
     */
    RoomSubscription(long toldTo, boolean announced) {
        this.toldTo = toldTo;
        this.seen = toldTo;
        this.announced = announced;
    }

    /** A change was committed; whether its frame goes out now. */
    boolean passes(long seq) {
        if (!live) {
            seen = Math.max(seen, seq);
            return false;
        }
        if (seq <= toldTo) {
            return false; // it was replayed
        }
        toldTo = seq;
        return true;
    }

    /** The socket knows of the room, and holds it up to a number; what was committed meanwhile still waits as a number. */
    void announce(long seq) {
        announced = true;
        toldTo = seq;
    }

    /** The replay reached a number; whether nothing has been committed behind it, so that live frames follow from here. */
    boolean replayedTo(long seq) {
        toldTo = Math.max(toldTo, seq);
        live = announced && seen <= toldTo;
        return live;
    }

    /** Live frames follow, whatever lies between: the client was told that there is more. */
    void goLive() {
        live = true;
    }

    boolean isLive() {
        return live;
    }

    boolean isAnnounced() {
        return announced;
    }

    long toldTo() {
        return toldTo;
    }
}
