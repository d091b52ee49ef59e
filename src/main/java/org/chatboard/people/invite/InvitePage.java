package org.chatboard.people.invite;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of the open invitations, newest first.
 *
 * @param invites the invitations of this page
 * @param next cursor of the next page, null on the last page
 */
@JsonbPropertyOrder({"invites", "next"})
public record InvitePage(List<InviteEntry> invites, String next) {}
