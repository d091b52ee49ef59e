package org.chatboard.conversation.history;

import java.util.List;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.SequencedChange;

/**
 * A page of a room's history, oldest message first.
 *
 * @param room id of the room
 * @param messages the messages; a page of {@link MessageHistory#after} includes the older messages that {@code changes} refers to
 * @param from lowest sequence number that the page covers
 * @param to highest sequence number that the page covers; a client that applies the page is complete up to it
 * @param more whether the room has more in the requested direction
 * @param changes the changes in the covered range; empty for {@link MessageHistory#before}
 */
public record MessagePage(
        long room, List<MessageDto> messages, long from, long to, boolean more, List<SequencedChange> changes) {}
