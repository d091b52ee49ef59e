package org.chatboard.conversation.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Sets which messages of a room ring for the caller. */
@Path("rooms/{id}/notify")
@RequestScoped
public class NotifyLevelResource {
    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    NotifyLevelService service;

    @Inject
    RequestRateLimiter rateLimiter;

    /** The answer: the room, and the level that the caller has chosen. */
    @JsonbPropertyOrder({"room", "level"})
    public record Chosen(long room, String level) {}

    /**
     * Stores which messages of the room ring for the caller.
     *
     * @param id id of the room, from the path
     * @param body <code>{level}</code>
     * @return the new state
     * @throws RoomNotFoundException if the room does not exist or the caller is not a member; answered with 404
     * @throws InvalidInputException if there is no such level
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Choose which messages of a room ring for you, {level}; your open pages get the frame 'notify'")
    @APIResponse(responseCode = "200", description = "The new state: {room, level}")
    public Chosen set(@PathParam("id") long id, JsonBody body) {
        long account = current.require().accountId();
        long room = access.require(id, account, RoomAction.SEE).roomId();
        String name = body.text("level");
        body.check();
        NotifyLevel level = NotifyLevel.ofWireName(name)
                .orElseThrow(() -> new InvalidInputException("level", Translations.text("room.notifyLevel")));
        rateLimiter.acquireRequestPermit();
        service.set(room, account, level);
        return new Chosen(room, level.wireName());
    }
}
