package org.chatboard.conversation.message;

import java.util.List;

/**
 * The reactions to a message with the same emoji.
 *
 * @param emoji the emoji
 * @param accounts ids of the accounts, in the order in which they reacted
 */
public record ReactionGroup(String emoji, List<Long> accounts) {}
