package org.chatboard.benchmark;

import java.util.function.Consumer;

/** A client's connection to a server. */
interface ServerConnection extends AutoCloseable {
    /** Queues a frame behind earlier ones and returns at once. */
    void send(String frame);

    /** Sets the reader of the frames that arrive from now on. It gets one frame at a time. */
    void read(Consumer<Frame> reader);

    /** {@return why the connection ended, or null while it is open} */
    String ended();

    /** Aborts the connection. */
    @Override
    void close();
}
