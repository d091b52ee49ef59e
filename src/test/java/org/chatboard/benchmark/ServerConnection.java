package org.chatboard.benchmark;

import java.util.function.Consumer;

/** One end of a connection to a server. */
interface ServerConnection extends AutoCloseable {
    /** Sends a frame, behind those before it; returns at once. */
    void send(String frame);

    /** Gives the frames that come from now on to a reader, one after the other. */
    void read(Consumer<Frame> reader);

    /** Why it ended, or null while it is open. */
    String ended();

    /** Cuts it. */
    @Override
    void close();
}
