package org.chatboard.conversation.message;

import java.util.List;

/**
 * A stretch of a room's history, oldest first.
 *
 * @param room id of the room
 * @param messages its messages
 * @param from lowest number that the page covers
 * @param to highest number that it covers; whoever applies the page holds the room up to it
 * @param more whether there is more on the side that was asked for
 * @param changes the numbers among those covered that changes took, where the page goes forwards: then {@code messages} has older ones
 *     too, which were changed by them
 */
public record MessagePage(
        long room, List<MessageDto> messages, long from, long to, boolean more, List<ChangeStep> changes) {}
