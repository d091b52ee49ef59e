package org.chatboard.conversation.membership;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of the members of a room, by display name; or those whom a message may mention.
 *
 * @param members the members of this page
 * @param next cursor of the next page, null on the last page
 * @param mentionable how many members the reader mentions by {@code @all}; null on a page by display name or of a query
 */
@JsonbPropertyOrder({"members", "next", "mentionable"})
public record MemberPage(List<MemberEntry> members, String next, Long mentionable) {}
