package org.chatboard.benchmark;

import java.util.function.Consumer;

/** A client's connection to a server. */
interface ServerConnection extends AutoCloseable {
    /** Queues a frame behind earlier ones and returns at once. */
    void send(String frame);

    /** Passes further received frames to a reader, one at a time. */
    void read(Consumer<Frame> reader);

    /** {@return why the connection ended, or null while it is open} */
    String ended();

    /** Aborts the connection. */
    @Override
    void close();
}
