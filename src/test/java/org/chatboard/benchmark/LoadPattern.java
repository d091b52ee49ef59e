package org.chatboard.benchmark;

import java.util.List;

/** Decides when messages are sent. */
interface LoadPattern {
    /** Sends until told to stop. */
    void start(List<Conversation> conversations, Measurement measurement);

    /** A message of a conversation is both acknowledged and delivered. */
    void done(Conversation conversation);

    /** Sends no more, once all that was due before the measurement's end is sent. */
    void stop();
}
