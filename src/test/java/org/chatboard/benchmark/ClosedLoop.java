package org.chatboard.benchmark;

import java.util.List;

/** A load in which each sender keeps a fixed number of messages in flight, so that the server sets the rate. */
final class ClosedLoop implements LoadPattern {
    private final int inFlight;
    private volatile boolean running;

    /** @param inFlight how many messages of a sender are sent, but not yet both acknowledged and delivered */
    ClosedLoop(int inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public void start(List<Conversation> conversations, Measurement measurement) {
        running = true;
        for (int i = 0; i < inFlight; i++) {
            conversations.forEach(conversation -> conversation.send(System.nanoTime()));
        }
    }

    @Override
    public void done(Conversation conversation) {
        if (running) {
            conversation.send(System.nanoTime());
        }
    }

    @Override
    public void stop() {
        running = false;
    }
}
