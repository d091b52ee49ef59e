package org.chatboard.benchmark;

import java.util.function.Consumer;

/** A connection to a test double of the server, which handles each frame synchronously. */
final class LoopbackConnection implements ServerConnection {
    private final Consumer<Frame> server;
    private volatile Consumer<Frame> reader;

    LoopbackConnection(Consumer<Frame> server) {
        this.server = server;
    }

    /** Passes a frame of the server to the reader. */
    void deliver(String frame) {
        reader.accept(new Frame(frame));
    }

    @Override
    public void send(String frame) {
        server.accept(new Frame(frame));
    }

    @Override
    public void read(Consumer<Frame> by) {
        reader = by;
    }

    @Override
    public String ended() {
        return null;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
