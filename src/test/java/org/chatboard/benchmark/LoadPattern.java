package org.chatboard.benchmark;

import java.util.List;

/** Decides when the senders of conversations send messages. */
interface LoadPattern {
    /** Starts to send. */
    void start(List<Conversation> conversations, Measurement measurement);

    /** Is called when a message of a conversation is both acknowledged and delivered. */
    void done(Conversation conversation);

    /** Waits until each message that was due before the end of the measurement is sent, then stops. */
    void stop();
}
