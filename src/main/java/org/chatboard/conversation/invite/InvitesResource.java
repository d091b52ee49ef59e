package org.chatboard.conversation.invite;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomRejection;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.invite.InviteEntry;
import org.chatboard.people.invite.InvitePage;
import org.chatboard.people.invite.InviteService;
import org.chatboard.people.invite.InviteTerms;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.rest.PathId;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.support.WholeNumber;
import org.chatboard.platform.web.AllowedOrigins;
import org.chatboard.platform.web.ClientAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource of invitations. Administrators invite to the server; owners, and administrators who are members, into a room. */
@Path("invites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitesResource {
    @Inject
    CurrentAccount current;

    @Inject
    InviteService invites;

    @Inject
    InviteRights rights;

    @Inject
    RoomAccess access;

    @Inject
    RequestRateLimiter rateLimiter;

    @Inject
    AllowedOrigins origins;

    @Inject
    ClientAddress addresses;

    @Inject
    Clock clock;

    @Context
    HttpServletRequest request;

    /** Makes an invitation from <code>{room?, uses?, expiresAt?, guest?}</code>. {@return 201 with its link} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Invite into a room of yours, or to the server: {room?, uses?, expiresAt?, guest?}")
    @APIResponse(
            responseCode = "201",
            description = "{id, link, room?, guest, uses, expiresAt}; only this answer has the link")
    @APIResponse(
            responseCode = "403",
            description = "Only owners invite into a room, and only administrators to the server")
    @APIResponse(responseCode = "409", description = "The room is archived, or you have 100 open invitations")
    public Response create(JsonBody body) {
        SignedInAccount caller = current.require();
        Long room = body.optionalNumber("room");
        Long uses = body.optionalNumber("uses");
        String expiresAt = body.textOrNull("expiresAt");
        boolean guest = body.has("guest") && body.flag("guest");
        body.check();
        requireMayInvite(room, caller);
        InviteTerms terms = InviteTerms.of(room, uses, expiresAt, guest, clock);
        rateLimiter.acquireMessagePermit();
        InviteService.NewInvite made = invites.create(caller.toPerson(), terms, addresses.of(request));
        String link = origins.ofLinks(request) + "/join/" + made.code();
        return Response.status(201).entity(CreatedInvite.of(made.entry(), link)).build();
    }

    /** {@return a page of the open invitations with their makers and rooms: one's own; all for an administrator; with {@code room} those into a room} */
    @GET
    @Operation(summary = "The open invitations, newest first: {invites, next?}")
    public InvitePage list(
            @Parameter(description = "id of a room that you may invite into") @QueryParam("room") String room,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = PageLimit.parse(limit);
        long before = after == null
                ? Long.MAX_VALUE
                : WholeNumber.parse(after)
                        .orElseThrow(() -> new InvalidInputException("after", Translations.text("page.after")));
        SignedInAccount caller = current.require();
        if (room != null) {
            long id = access.require(PathId.parse(room), caller.accountId(), RoomAction.SEE)
                    .roomId();
            requireMayInvite(id, caller);
            return named(invites.page(null, id, before, most), caller);
        }
        return named(invites.page(caller.isAdministrator() ? null : caller.accountId(), null, before, most), caller);
    }

    /** Names the rooms that the caller may see: those who have left a room learn nothing more of it, and administrators see all. */
    private InvitePage named(InvitePage page, SignedInAccount caller) {
        Set<Long> rooms = page.invites().stream()
                .map(InviteEntry::room)
                .filter(Objects::nonNull)
                .filter(room -> caller.isAdministrator()
                        || access.find(room, caller.accountId(), RoomAction.SEE).isPresent())
                .collect(Collectors.toSet());
        Map<Long, String> titles = rights.titles(rooms);
        return new InvitePage(
                page.invites().stream()
                        .map(invite -> invite.room() == null ? invite : invite.withTitle(titles.get(invite.room())))
                        .toList(),
                page.next());
    }

    /** Revokes an invitation: one's own, one into a room that the caller may invite into, or any for an administrator. */
    @DELETE
    @Path("{invitation}")
    @Operation(summary = "Revoke an invitation")
    @APIResponse(responseCode = "204", description = "The link is not valid any more")
    public void revoke(@PathParam("invitation") long id) {
        SignedInAccount caller = current.require();
        rateLimiter.acquireMessagePermit();
        boolean revoked = invites.entry(id)
                .filter(invite -> mayRevoke(invite, caller))
                .filter(invite -> invites.revoke(invite.id(), new AuditActor(caller.username(), addresses.of(request))))
                .isPresent();
        if (!revoked) {
            throw new RejectedException(404, Translations.text("problem.404"));
        }
    }

    private boolean mayRevoke(InviteEntry invite, SignedInAccount caller) {
        return invite.madeBy() == caller.accountId()
                || caller.isAdministrator()
                || invite.room() != null
                        && rights.rejection(invite.room(), caller.accountId())
                                .filter(rejection -> rejection != RoomRejection.ARCHIVED)
                                .isEmpty();
    }

    private void requireMayInvite(Long room, SignedInAccount caller) {
        if (room == null) {
            if (!caller.isAdministrator()) {
                throw new RejectedException(403, Translations.text("invite.notAllowed"));
            }
            return;
        }
        rights.rejection(room, caller.accountId()).ifPresent(rejection -> {
            throw switch (rejection) {
                case NOT_A_MEMBER -> new RejectedException(404, Translations.text("problem.404"));
                case ARCHIVED -> new RejectedException(409, Translations.text(rejection.textKey()));
                default -> new RejectedException(403, Translations.text(rejection.textKey()));
            };
        });
    }
}
