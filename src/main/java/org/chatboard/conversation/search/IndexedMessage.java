package org.chatboard.conversation.search;

import java.util.List;

/**
 * A message as the index takes it.
 *
 * @param sentAt in milliseconds since 1970
 * @param text the text, null if the message was deleted: the index forgets it
 * @param fileNames names of its files
 * @param isNew whether the index cannot have it yet
 */
public record IndexedMessage(long id, long sender, long sentAt, String text, List<String> fileNames, boolean isNew) {}
