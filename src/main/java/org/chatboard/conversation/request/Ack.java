package org.chatboard.conversation.request;

import java.time.Instant;

/**
 * The acknowledgement of a stored message or change. The sender gets it after the commit, which forces the database's log to the
 * disk.
 *
 * @param cid idempotency key of the request
 * @param room id of the room
 * @param id id of the message
 * @param seq sequence number that the message or change took
 * @param sentAt when it was first stored
 * @param duplicate whether an earlier request had stored it; this request has then stored and sent nothing
 */
public record Ack(String cid, long room, long id, long seq, Instant sentAt, boolean duplicate) {
    /** {@return the answer to a repeat of the request} */
    public Ack asDuplicate() {
        return new Ack(cid, room, id, seq, sentAt, true);
    }
}
