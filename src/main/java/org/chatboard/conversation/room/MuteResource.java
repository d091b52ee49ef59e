package org.chatboard.conversation.room;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.rest.JsonBody;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Mutes and unmutes a room for the caller. */
@Path("rooms/{id}/mute")
@RequestScoped
public class MuteResource {
    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    MuteService service;

    @Inject
    RequestRateLimiter rateLimiter;

    /** The answer: the room, and whether the caller has muted it. */
    @JsonbPropertyOrder({"room", "muted"})
    public record Muted(long room, boolean muted) {}

    /**
     * Stores whether the caller has muted the room.
     *
     * @param id id of the room, from the path
     * @param body <code>{muted}</code>
     * @return the new state
     * @throws RoomNotFoundException if the room does not exist or the caller is not a member; answered with 404
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mute a room for yourself, {muted}; your open pages get the frame 'muted'")
    @APIResponse(responseCode = "200", description = "The new state: {room, muted}")
    public Muted mute(@PathParam("id") String id, JsonBody body) {
        long account = current.require().accountId();
        long room = access.require(id, account, RoomAction.SEE).roomId();
        boolean muted = body.flag("muted");
        body.check();
        rateLimiter.acquireRequestPermit();
        service.mute(room, account, muted);
        return new Muted(room, muted);
    }
}
