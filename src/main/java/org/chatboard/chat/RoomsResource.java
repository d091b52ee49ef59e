package org.chatboard.chat;

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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.chatboard.account.CurrentAccount;
import org.chatboard.account.Person;
import org.chatboard.account.SignedIn;
import org.chatboard.message.Draft;
import org.chatboard.message.MessageHistory;
import org.chatboard.message.MessageInbox;
import org.chatboard.message.MessagePage;
import org.chatboard.message.MessageRejectedException;
import org.chatboard.message.MessageText;
import org.chatboard.message.PostResult;
import org.chatboard.message.RoomOverviews;
import org.chatboard.room.RoomMembers;
import org.chatboard.room.Rooms;
import org.chatboard.system.InvalidInputException;
import org.chatboard.system.JsonBody;
import org.chatboard.system.PageLimit;
import org.chatboard.system.RefusedException;
import org.chatboard.system.Sentences;
import org.chatboard.system.Settings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The rooms of who asks, and their messages. */
@Path("rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {
    private static final int COMMIT_SECONDS = 30;
    private static final int INSUFFICIENT_STORAGE = 507; // RFC 4918, 11.5
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    @Inject
    CurrentAccount current;

    @Inject
    RoomOverviews overviews;

    @Inject
    MessageHistory history;

    @Inject
    MessageInbox inbox;

    @Inject
    Rooms rooms;

    @Inject
    Connections connections;

    @Inject
    Spending spending;

    @Inject
    Settings settings;

    /** {@return <code>{rooms, next?}</code>, newest activity first; the rooms as in {@code welcome}} */
    @GET
    @Operation(summary = "Your rooms, newest activity first: {rooms, next?}")
    @APIResponse(responseCode = "429", description = "Too many requests; Retry-After says how many seconds to wait")
    public String list(
            @Parameter(description = "next of the page before") @QueryParam("after") String after,
            @Parameter(description = "most rooms, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = PageLimit.parse(limit);
        return spending.read(
                () -> ServerFrame.rooms(overviews.page(current.require().accountId(), after, most)));
    }

    /** {@return a {@code page} without its type; 404 where the room is not there or not one's own} */
    @GET
    @Path("{id}/messages")
    @Operation(summary = "A page of a room's messages, by seq; the newest where neither bound is given")
    @APIResponse(responseCode = "429", description = "Too many requests; Retry-After says how many seconds to wait")
    public String messages(
            @PathParam("id") String id,
            @Parameter(description = "exclusive") @QueryParam("before") String before,
            @Parameter(description = "exclusive") @QueryParam("after") String after,
            @Parameter(description = "most messages, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        RoomMembers room = room(id);
        if (before != null && after != null) {
            throw new InvalidInputException("after", Sentences.say("page.oneBound"));
        }
        int most = PageLimit.parse(limit);
        return spending.read(() -> {
            MessagePage page = after != null
                    ? history.after(room.roomId(), bound("after", after), most)
                    : history.before(room.roomId(), before == null ? Long.MAX_VALUE : bound("before", before), most);
            return ServerFrame.pageFields(page, current.require().accountId());
        });
    }

    /** Posts {@code {cid, message, replyTo?}}: 201 with the ack's fields after the commit, 200 for a repeat. */
    @POST
    @Path("{id}/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Post {cid, message, replyTo?}; answers once it is stored")
    @APIResponse(responseCode = "201", description = "Stored: {cid, room, id, seq, sentAt}")
    @APIResponse(responseCode = "200", description = "This cid was stored before: the same answer, with duplicate true")
    @APIResponse(responseCode = "429", description = "Too many messages; Retry-After says how many seconds to wait")
    public Response post(@PathParam("id") String id, JsonBody body) {
        RoomMembers room = room(id);
        String cid = body.text("cid");
        String message = body.text("message");
        Long replyTo = body.optionalNumber("replyTo");
        body.check();
        if (!ClientFrameReader.isCid(cid)) {
            throw new InvalidInputException("cid", Sentences.say("message.cid"));
        }
        SignedIn who = current.require();
        spend(who);
        CompletableFuture<PostResult> stored = new CompletableFuture<>();
        try {
            String text = MessageText.checked(message, settings.limits().messageCodePoints());
            Person sender = new Person(who.accountId(), who.username(), who.displayName());
            inbox.post(new Draft(room, sender, cid, text, replyTo), stored::complete);
        } catch (MessageRejectedException e) {
            throw refusal(e);
        }
        return answer(stored);
    }

    private void spend(SignedIn who) {
        long waitMs = connections.takeMessageMs(who.accountId());
        if (waitMs > 0) {
            throw new RefusedException(429, Sentences.say("message.tooMany"), Map.of(), Duration.ofMillis(waitMs));
        }
    }

    private static Response answer(CompletableFuture<PostResult> stored) {
        try {
            PostResult result = stored.get(COMMIT_SECONDS, TimeUnit.SECONDS);
            if (result instanceof PostResult.Stored done) {
                return Response.status(done.ack().duplicate() ? 200 : 201)
                        .entity(ServerFrame.ackFields(done.ack()))
                        .build();
            }
            throw refusal(((PostResult.Rejected) result).why());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(503, Sentences.say("problem.503"));
        } catch (TimeoutException | ExecutionException e) { // it may still be stored: a repeat under the same cid tells
            throw new RefusedException(503, Sentences.say("problem.503"));
        }
    }

    private static RefusedException refusal(MessageRejectedException e) {
        return switch (e.reason()) {
            case TOO_LONG, EMPTY_MESSAGE, BAD_REQUEST -> new InvalidInputException("message", e.getMessage());
            case NOT_FOUND -> new InvalidInputException("replyTo", e.getMessage());
            case CONFLICT -> new RefusedException(409, e.getMessage());
            case NOT_ALLOWED -> new RefusedException(403, e.getMessage());
            case BUSY -> new RefusedException(503, e.getMessage());
            case STORAGE_FULL -> new RefusedException(INSUFFICIENT_STORAGE, e.getMessage());
            case INTERNAL -> new RefusedException(500, e.getMessage());
        };
    }

    private RoomMembers room(String id) {
        return number(id)
                .flatMap(roomId -> rooms.ofMember(roomId, current.require().accountId()))
                .orElseThrow(() -> new RefusedException(404, Sentences.say("problem.404")));
    }

    private static long bound(String field, String value) {
        return number(value).orElseThrow(() -> new InvalidInputException(field, Sentences.say("page.bound")));
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
