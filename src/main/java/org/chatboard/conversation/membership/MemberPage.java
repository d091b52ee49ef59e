package org.chatboard.conversation.membership;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of the members of a room, by display name.
 *
 * @param members the members of this page
 * @param next cursor of the next page, null on the last page
 */
@JsonbPropertyOrder({"members", "next"})
public record MemberPage(List<MemberEntry> members, String next) {}
