package org.chatboard.conversation.membership;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of the public rooms, by name.
 *
 * @param rooms the rooms of this page
 * @param next cursor of the next page, null on the last page
 */
@JsonbPropertyOrder({"rooms", "next"})
public record PublicRoomPage(List<PublicRoom> rooms, String next) {}
