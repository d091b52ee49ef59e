package org.chatboard.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.chatboard.chat.wire.ClientFrameReader;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.IdempotencyService;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRejectedException;
import org.chatboard.conversation.writer.MessagePoster;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.support.WholeNumber;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST routes of the caller's rooms and their messages. */
@Path("rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {
    @Inject
    CurrentAccount current;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    MessageHistory history;

    @Inject
    MessagePoster poster;

    @Inject
    IdempotencyService stored;

    @Inject
    RoomAccess access;

    @Inject
    RequestRateLimiter rateLimiter;

    @Inject
    Settings settings;

    /** {@return <code>{rooms, next?}</code>: the rooms as {@code welcome} has them, newest activity first} */
    @GET
    @Operation(summary = "Your rooms, newest activity first: {rooms, next?}")
    @APIResponse(responseCode = "429", description = "Too many requests; Retry-After says how many seconds to wait")
    public String list(
            @Parameter(description = "next of the page before") @QueryParam("after") String after,
            @Parameter(description = "most rooms, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = PageLimit.parse(limit);
        return rateLimiter.read(
                () -> ServerFrame.rooms(overviews.page(current.require().accountId(), after, most)));
    }

    /**
     * {@return the fields of a {@code page} frame without its type; 404 if there is no such room or the caller is no member}
     */
    @GET
    @Path("{id}/messages")
    @Operation(summary = "A page of a room's messages, by seq; the newest where neither bound is given")
    @APIResponse(responseCode = "429", description = "Too many requests; Retry-After says how many seconds to wait")
    public String messages(
            @PathParam("id") long id,
            @Parameter(description = "exclusive") @QueryParam("before") String before,
            @Parameter(description = "exclusive") @QueryParam("after") String after,
            @Parameter(description = "most messages, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        long reader = current.require().accountId();
        RoomMembers room = access.require(id, reader, RoomAction.SEE);
        if (before != null && after != null) {
            throw new InvalidInputException("after", Translations.text("page.oneBound"));
        }
        int most = PageLimit.parse(limit);
        return rateLimiter.read(() -> {
            MessagePage page = after != null
                    ? history.after(room.roomId(), reader, bound("after", after), most)
                    : history.before(
                            room.roomId(), reader, before == null ? Long.MAX_VALUE : bound("before", before), most);
            return ServerFrame.pageFields(page, reader);
        });
    }

    /** Posts {@code {cid, message, replyTo?, files?}}: 201 with the ack's fields after the commit, 200 for a repeat. */
    @POST
    @Path("{id}/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Post {cid, message, replyTo?, files?}; answers once it is stored")
    @APIResponse(responseCode = "201", description = "Stored: {cid, room, id, seq, sentAt}")
    @APIResponse(responseCode = "200", description = "This cid was stored before: the same answer, with duplicate true")
    @APIResponse(responseCode = "429", description = "Too many messages; Retry-After says how many seconds to wait")
    public Response post(@PathParam("id") long id, JsonBody body) {
        SignedInAccount caller = current.require();
        Ack ack;
        try {
            ack = post(caller, access.require(id, caller.accountId(), RoomAction.WRITE), body);
        } catch (RoomRejectedException e) {
            rateLimiter.acquireMessagePermit();
            // a repeat gets the first ack, also in a room that takes no message any more
            ack = Optional.ofNullable(body.textOrNull("cid"))
                    .filter(ClientFrameReader::isCid)
                    .flatMap(cid -> stored.find(caller.accountId(), cid))
                    .orElseThrow(() -> e);
        }
        return Response.status(ack.duplicate() ? 200 : 201)
                .entity(ServerFrame.ackFields(ack))
                .build();
    }

    private Ack post(SignedInAccount caller, RoomMembers room, JsonBody body) {
        String cid = body.text("cid");
        String message = body.text("message");
        Long replyTo = body.optionalNumber("replyTo");
        List<String> files = body.optionalTexts("files", settings.limits().messageFiles());
        body.check();
        if (!ClientFrameReader.isCid(cid)) {
            throw new InvalidInputException("cid", Translations.text("message.cid"));
        }
        rateLimiter.acquireMessagePermit();
        try {
            String text = MessageText.checked(message, settings.limits().messageCodePoints(), !files.isEmpty());
            return poster.post(new NewMessage(room, caller.toPerson(), cid, text, replyTo, files));
        } catch (MessageRejectedException e) {
            throw e.toRestRejection();
        }
    }

    private static long bound(String field, String value) {
        return WholeNumber.parse(value)
                .orElseThrow(() -> new InvalidInputException(field, Translations.text("page.bound")));
    }
}
