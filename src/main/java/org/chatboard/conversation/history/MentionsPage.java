package org.chatboard.conversation.history;

import java.util.List;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.room.RoomKind;

/**
 * A page of the messages that mention or answer an account.
 *
 * @param mentions the messages, newest first
 * @param next cursor of the next page, null on the last page
 */
public record MentionsPage(List<Mention> mentions, Long next) {
    /**
     * A message, and where it is.
     *
     * @param title name of the room; for a direct room, the display name of the sender, who is the other member
     * @param reason {@code mention}, {@code all} or {@code reply}
     * @param unread whether the account has not read it
     */
    public record Mention(RoomKind kind, String title, MessageDto message, String reason, boolean unread) {}
}
