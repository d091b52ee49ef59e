package org.chatboard.conversation.message;

import java.util.List;

/**
 * An emoji on a message, and whose it is.
 *
 * @param emoji which
 * @param accounts ids of those who set it, in the order in which they did
 */
public record ReactionGroup(String emoji, List<Long> accounts) {}
