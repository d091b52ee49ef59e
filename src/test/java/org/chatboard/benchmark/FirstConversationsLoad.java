package org.chatboard.benchmark;

import java.util.List;

/**
 * A load on the first conversations only; the connections of the other conversations stay open and idle.
 *
 * @param count number of conversations under load
 * @param load the load on them
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
