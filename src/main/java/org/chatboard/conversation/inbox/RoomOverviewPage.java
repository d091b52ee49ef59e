package org.chatboard.conversation.inbox;

import java.util.List;

/**
 * Some of an account's rooms, newest activity first.
 *
 * @param rooms the rooms
 * @param next key of the next page, or null where this is the last
 */
public record RoomOverviewPage(List<RoomOverview> rooms, String next) {}
