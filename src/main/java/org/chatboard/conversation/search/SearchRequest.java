package org.chatboard.conversation.search;

import java.time.Instant;

/**
 * A request of the search: the words and the filters.
 *
 * @param text words, each of which a message must have; empty for all messages that the rest allows
 * @param room id of the room to search in; null for all rooms of the account
 * @param sender id of the account that sent the messages, or null
 * @param from earliest time of a message, or null
 * @param until time before which a message was sent, or null
 * @param withFiles whether messages without files are left out
 * @param before id of the message before which the page begins; null for the first page
 */
public record SearchRequest(
        String text, Long room, Long sender, Instant from, Instant until, boolean withFiles, Long before) {
    /** Most characters of a text, in code points. */
    public static final int MAX_TEXT = 200;

    /** {@return whether it names nothing to search for} */
    public boolean isEmpty() {
        return SearchWord.of(text).isEmpty() && sender == null && from == null && until == null && !withFiles;
    }
}
