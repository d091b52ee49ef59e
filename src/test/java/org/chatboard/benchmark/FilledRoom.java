package org.chatboard.benchmark;

/**
 * A conversation of two that a database was filled with.
 *
 * @param id of the room
 * @param epoch of the room
 * @param one of the two, who wrote its messages with an odd number
 * @param other of the two, who wrote the others
 * @param messages how many it has, numbered from 1; both have read them all
 */
record FilledRoom(long id, String epoch, FilledAccount one, FilledAccount other, long messages) {
    /** With an epoch. */
    static FilledRoom of(long id, FilledAccount one, FilledAccount other, long messages) {
        return new FilledRoom(id, "epoch" + id, one, other, messages);
    }

    /** Who wrote a message of it. */
    FilledAccount sender(long number) {
        return number % 2 == 1 ? one : other;
    }
}
