package org.chatboard.benchmark;

import java.util.List;

/** Every sender keeps so many messages under way: as much as the server can take, and no more. */
final class ClosedLoop implements Load {
    private final int ahead;
    private volatile boolean running;

    /** @param ahead messages that a sender has under way */
    ClosedLoop(int ahead) {
        this.ahead = ahead;
    }

    @Override
    public void start(List<Conversation> conversations, Measurement meter) {
        running = true;
        for (int i = 0; i < ahead; i++) {
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
