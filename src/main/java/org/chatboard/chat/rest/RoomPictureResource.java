package org.chatboard.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomPictureQuery;
import org.chatboard.conversation.writer.MessagePoster;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.image.SquarePictures;
import org.chatboard.platform.rest.AsyncAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST routes that change the picture of a named room. */
@Path("rooms/{id}/picture")
@RequestScoped
public class RoomPictureResource {
    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    SquarePictures pictures;

    @Inject
    MessagePoster poster;

    @Inject
    RoomPictureQuery stored;

    @Inject
    ContentService contents;

    @Inject
    RequestRateLimiter rateLimiter;

    /**
     * The answer.
     *
     * @param picture version of the picture, which is part of its address
     */
    public record Changed(String picture) {}

    /** Makes the middle of a picture that of the room. The bytes of the body decide about its type. */
    @PUT
    @Consumes("image/*")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Change the picture of a room of yours: the body is a picture, of which the square in the middle is used")
    @APIResponse(responseCode = "200", description = "{picture}: the version, as in the object room")
    @APIResponse(responseCode = "403", description = "Only an owner may do this")
    @APIResponse(responseCode = "409", description = "The room is archived")
    @APIResponse(responseCode = "413", description = "The picture has more than 262,144 bytes")
    @APIResponse(responseCode = "422", description = "No PNG, JPEG, GIF or WebP, broken, or too many pixels or frames")
    @APIResponse(responseCode = "507", description = "The server has no space left for pictures")
    public void put(@PathParam("id") long id, byte[] picture, @Suspended AsyncResponse answer) throws IOException {
        RoomMembers room = require(id);
        Person sender = current.require().toPerson();
        rateLimiter.acquireMessagePermit();
        AsyncAnswer.resume(
                answer,
                pictures.make(sender.id(), picture, square -> change(room, sender, new RoomChange.SetPicture(square))));
    }

    /** Removes the picture. */
    @DELETE
    @Operation(summary = "Remove the picture of a room of yours")
    @APIResponse(responseCode = "204", description = "There is none any more")
    @APIResponse(responseCode = "403", description = "Only an owner may do this")
    @APIResponse(responseCode = "409", description = "The room is archived")
    public void delete(@PathParam("id") long id) {
        RoomMembers room = require(id);
        rateLimiter.acquireMessagePermit();
        if (stored.find(room.roomId()).isPresent()) {
            change(room, current.require().toPerson(), new RoomChange.SetPicture(null));
        }
    }

    private RoomMembers require(long id) {
        return access.require(id, current.require().accountId(), new RoomChange.SetPicture(null).action());
    }

    private Changed change(RoomMembers room, Person sender, RoomChange.SetPicture change) {
        Optional<String> former = stored.find(room.roomId());
        poster.change(room, sender, change);
        former.ifPresent(contents::removeUnused);
        return new Changed(change.version());
    }
}
