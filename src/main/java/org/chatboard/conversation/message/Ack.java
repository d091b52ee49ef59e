package org.chatboard.conversation.message;

import java.time.Instant;

/**
 * A message or a change was stored, and its transaction committed with a forced log.
 *
 * @param cid the sender's id of it
 * @param room id of its room
 * @param id the message's id
 * @param seq its number in the room
 * @param sentAt when it was stored first
 * @param duplicate whether it was there already: then nothing was stored or broadcast this time
 */
public record Ack(String cid, long room, long id, long seq, Instant sentAt, boolean duplicate) {
    Ack asDuplicate() {
        return new Ack(cid, room, id, seq, sentAt, true);
    }
}
