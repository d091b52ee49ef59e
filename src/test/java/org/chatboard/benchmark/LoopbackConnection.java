package org.chatboard.benchmark;

import java.util.function.Consumer;

/** A line whose other end is in the test, and answers what is sent at once. */
final class LoopbackConnection implements ServerConnection {
    private final Consumer<Frame> server;
    private volatile Consumer<Frame> reader;

    LoopbackConnection(Consumer<Frame> server) {
        this.server = server;
    }

    void come(String frame) {
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
