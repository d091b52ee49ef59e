package org.chatboard.benchmark;

import java.util.List;

/** Decides when messages are sent. */
interface Load {
    /** Sends until told to stop. */
    void start(List<Conversation> conversations, Measurement meter);

    /** A message of a conversation is both acknowledged and delivered. */
    void done(Conversation conversation);

    /** Sends no more, once all that was due before the meter's end is sent. */
    void stop();
}
