package org.chatboard.benchmark;

/**
 * A direct room of a filled database.
 *
 * @param id id of the room
 * @param epoch epoch of the room
 * @param one sender of the messages with odd sequence numbers
 * @param other sender of the messages with even sequence numbers
 * @param messages number of messages, whose sequence numbers start at 1; both members have read all of them
 */
record FilledRoom(long id, String epoch, FilledAccount one, FilledAccount other, long messages) {
    /** Creates a room with an epoch made from its id. */
    static FilledRoom of(long id, FilledAccount one, FilledAccount other, long messages) {
        return new FilledRoom(id, "epoch" + id, one, other, messages);
    }

    /** {@return the sender of the message with this sequence number} */
    FilledAccount sender(long number) {
        return number % 2 == 1 ? one : other;
    }
}
