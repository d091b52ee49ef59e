package org.chatboard.benchmark;

import java.util.function.Consumer;

/** A connection without a network: it passes each frame to a test double of the server, on the sender's thread. */
final class LoopbackConnection implements ServerConnection {
    private final Consumer<Frame> server;
    private volatile Consumer<Frame> reader;

    LoopbackConnection(Consumer<Frame> server) {
        this.server = server;
    }

    /** Passes a frame to the reader, as if the server had sent it. */
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
