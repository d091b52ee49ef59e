package org.chatboard.benchmark;

import java.util.List;

/**
 * A load on the first few conversations alone; the others are only open.
 *
 * @param count how many
 * @param load on them
 */
record FirstConversationsLoad(int count, LoadPattern load) implements LoadPattern {
    @Override
    public void start(List<Conversation> conversations, Measurement measurement) {
        load.start(conversations.subList(0, count), measurement);
    }

    @Override
    public void done(Conversation conversation) {
        load.done(conversation);
    }

    @Override
    public void stop() {
        load.stop();
    }
}
