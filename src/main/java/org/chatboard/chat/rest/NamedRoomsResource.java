package org.chatboard.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.chatboard.chat.wire.ClientFrameReader;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.IdempotencyService;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.NewRoom;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNameRules;
import org.chatboard.conversation.room.RoomState;
import org.chatboard.conversation.writer.MessagePoster;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.RejectedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST routes that make a named room, and change its name, topic and state. */
@Path("rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NamedRoomsResource {
    private static final int MAX_FIRST_MEMBERS = 256;

    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    PeopleVisibility visibility;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    IdempotencyService stored;

    @Inject
    RoomThrottle throttle;

    @Inject
    MessagePoster poster;

    @Inject
    RequestRateLimiter rateLimiter;

    /**
     * Makes a room from <code>{cid?, kind, name, topic?, members?}</code>.
     *
     * @return 201 with the fields of a {@code room} frame after the commit, 200 for a repeat
     */
    @POST
    @Operation(summary = "Make a room: {cid?, kind, name, topic?, members?}; you become its owner")
    @APIResponse(responseCode = "201", description = "The room, as GET /api/rooms lists it")
    @APIResponse(responseCode = "200", description = "This cid has made a room before: the room, as it is now")
    @APIResponse(responseCode = "403", description = "Guests make no rooms")
    @APIResponse(responseCode = "409", description = "This cid was used for something else")
    @APIResponse(responseCode = "429", description = "Too many rooms; Retry-After says how many seconds to wait")
    public Response create(JsonBody body) {
        SignedInAccount caller = current.require();
        visibility.rejectGuest(caller);
        NewRoom room = newRoom(caller, body);
        rateLimiter.acquireMessagePermit();
        Ack ack = stored.find(caller.accountId(), room.cid()).orElseGet(() -> {
            throttle.acquire(caller.accountId());
            return poster.create(room);
        });
        RoomOverview made = overview(ack.room());
        if (ack.seq() != RoomState.FIRST_EVENT || made.kind() == RoomKind.DIRECT) {
            throw new RejectedException(409, Translations.text("room.cidUsed"));
        }
        return Response.status(ack.duplicate() ? 200 : 201)
                .entity(ServerFrame.roomFields(made))
                .build();
    }

    private static NewRoom newRoom(SignedInAccount owner, JsonBody body) {
        String cid = body.textOrNull("cid");
        String kind = body.text("kind");
        String name = body.text("name").strip();
        String topic = body.has("topic") ? body.text("topic").strip() : "";
        Set<Long> members = new TreeSet<>(body.optionalNumbers("members", MAX_FIRST_MEMBERS));
        body.check();
        Map<String, String> errors = new LinkedHashMap<>();
        if (cid != null && !ClientFrameReader.isCid(cid)) {
            errors.put("cid", Translations.text("message.cid"));
        }
        if (!kind.equals(RoomKind.PRIVATE.name()) && !kind.equals(RoomKind.PUBLIC.name())) {
            errors.put("kind", Translations.text("room.kind"));
        }
        RoomNameRules.nameError(name).ifPresent(error -> errors.put("name", error));
        RoomNameRules.topicError(topic).ifPresent(error -> errors.put("topic", error));
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        members.remove(owner.accountId());
        return new NewRoom(
                RoomKind.valueOf(kind),
                name,
                topic.isEmpty() ? null : topic,
                owner.toPerson(),
                members,
                cid == null ? UUID.randomUUID().toString() : cid);
    }

    /** Changes one of <code>{name}</code>, <code>{topic}</code>, <code>{archived}</code>. {@return the fields of a {@code room} frame} */
    @PATCH
    @Path("{id}")
    @Operation(summary = "Change a room of yours: one of {name}, {topic}, {archived}")
    @APIResponse(responseCode = "200", description = "The room, as GET /api/rooms lists it")
    @APIResponse(responseCode = "403", description = "Only an owner may do this")
    @APIResponse(responseCode = "409", description = "The room is archived, or is so already")
    public Response change(@PathParam("id") long id, JsonBody body) {
        RoomChange.Operation operation = operation(body);
        RoomMembers room = access.require(id, current.require().accountId(), operation.action());
        rateLimiter.acquireMessagePermit();
        poster.change(room, current.require().toPerson(), operation);
        return Response.ok(ServerFrame.roomFields(overview(room.roomId()))).build();
    }

    private static RoomChange.Operation operation(JsonBody body) {
        List<String> named =
                List.of("name", "topic", "archived").stream().filter(body::has).toList();
        if (named.size() != 1) {
            throw new InvalidInputException(
                    named.isEmpty() ? "name" : named.get(1), Translations.text("room.oneChange"));
        }
        RoomChange.Operation operation =
                switch (named.get(0)) {
                    case "name" -> new RoomChange.Rename(body.text("name").strip());
                    case "topic" -> new RoomChange.SetTopic(body.text("topic").strip());
                    default -> new RoomChange.Archive(body.flag("archived"));
                };
        body.check();
        if (operation instanceof RoomChange.Rename rename) {
            RoomNameRules.nameError(rename.name()).ifPresent(error -> reject("name", error));
        } else if (operation instanceof RoomChange.SetTopic topic) {
            RoomNameRules.topicError(topic.topic()).ifPresent(error -> reject("topic", error));
        }
        return operation;
    }

    private static void reject(String field, String error) {
        throw new InvalidInputException(field, error);
    }

    private RoomOverview overview(long room) {
        return overviews
                .find(room, current.require().accountId())
                .orElseThrow(() -> new RejectedException(404, Translations.text("problem.404")));
    }
}
