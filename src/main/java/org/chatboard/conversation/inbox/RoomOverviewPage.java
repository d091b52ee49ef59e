package org.chatboard.conversation.inbox;

import java.util.List;

/**
 * A page of an account's room list.
 *
 * @param rooms the rooms, newest activity first
 * @param next cursor of the next page, null on the last page
 */
public record RoomOverviewPage(List<RoomOverview> rooms, String next) {}
