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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.MessagePoster;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNameRules;
import org.chatboard.conversation.room.RoomService;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
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
    RoomService rooms;

    @Inject
    RoomAccess access;

    @Inject
    RoomOverviewQuery overviews;

    @Inject
    AccountService accounts;

    @Inject
    MessagePoster poster;

    @Inject
    RequestRateLimiter rateLimiter;

    /** Makes a room from <code>{kind, name, topic?, members?}</code>. {@return 201 with the fields of a {@code room} frame} */
    @POST
    @Operation(summary = "Make a room: {kind, name, topic?, members?}; you become its owner")
    @APIResponse(responseCode = "201", description = "The room, as GET /api/rooms lists it")
    public Response create(JsonBody body) {
        long owner = current.require().accountId();
        String kind = body.text("kind");
        String name = body.text("name").strip();
        String topic = body.textOrNull("topic");
        Set<Long> members = body.optionalNumbers("members", MAX_FIRST_MEMBERS);
        body.check();
        Map<String, String> errors = new LinkedHashMap<>();
        if (!kind.equals(RoomKind.PRIVATE.name()) && !kind.equals(RoomKind.PUBLIC.name())) {
            errors.put("kind", Translations.text("room.kind"));
        }
        RoomNameRules.nameError(name).ifPresent(error -> errors.put("name", error));
        String stripped = topic == null ? "" : topic.strip();
        RoomNameRules.topicError(stripped).ifPresent(error -> errors.put("topic", error));
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        rateLimiter.acquireMessagePermit();
        List<Long> others = new ArrayList<>(members);
        others.remove(owner);
        if (accounts.enabledPersons(others).size() < others.size()) {
            throw new InvalidInputException("members", Translations.text("room.members.unknown"));
        }
        RoomMembers room =
                rooms.createNamed(RoomKind.valueOf(kind), name, stripped.isEmpty() ? null : stripped, owner, others);
        poster.change(room, current.require().toPerson(), new RoomChange.Create());
        return Response.status(201).entity(fields(room)).build();
    }

    /** Changes one of <code>{name}</code>, <code>{topic}</code>, <code>{archived}</code>. {@return the fields of a {@code room} frame} */
    @PATCH
    @Path("{id}")
    @Operation(summary = "Change a room of yours: one of {name}, {topic}, {archived}")
    @APIResponse(responseCode = "200", description = "The room, as GET /api/rooms lists it")
    @APIResponse(responseCode = "403", description = "Only an owner may do this")
    @APIResponse(responseCode = "409", description = "The room is archived, or is so already")
    public Response change(@PathParam("id") String id, JsonBody body) {
        RoomChange.Operation operation = operation(body);
        RoomMembers room = access.require(id, current.require().accountId(), operation.action());
        rateLimiter.acquireMessagePermit();
        poster.change(room, current.require().toPerson(), operation);
        return Response.ok(fields(room)).build();
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

    private String fields(RoomMembers room) {
        return overviews
                .find(room.roomId(), current.require().accountId())
                .map(ServerFrame::roomFields)
                .orElseThrow(() -> new RejectedException(404, Translations.text("problem.404")));
    }
}
