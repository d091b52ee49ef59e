package org.chatboard.people.avatar;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.rest.AsyncAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource of the caller's avatar: {@code /api/me/avatar}. */
@Path("me/avatar")
@RequestScoped
public class AvatarResource {
    @Inject
    AvatarChange avatars;

    @Inject
    CurrentAccount current;

    @Inject
    RequestRateLimiter rateLimiter;

    /**
     * The answer.
     *
     * @param avatar version of the avatar, which is part of its address
     */
    public record Changed(String avatar) {}

    /** Makes the middle of a picture the avatar. The bytes of the body decide about its type. */
    @PUT
    @Consumes("image/*")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change the own avatar: the body is a picture, of which the square in the middle is used")
    @APIResponse(responseCode = "200", description = "{avatar}: the version, as in the object person")
    @APIResponse(responseCode = "413", description = "The picture has more than 262,144 bytes")
    @APIResponse(responseCode = "422", description = "No PNG, JPEG, GIF or WebP, broken, or too many pixels or frames")
    @APIResponse(responseCode = "429", description = "Changed too often; Retry-After says how long to wait")
    @APIResponse(responseCode = "507", description = "The server has no space left for pictures")
    public void put(byte[] picture, @Suspended AsyncResponse answer) throws IOException {
        rateLimiter.acquireRequestPermit();
        AsyncAnswer.resume(answer, avatars.change(current.require(), picture).thenApply(Changed::new));
    }

    /** Removes the avatar. */
    @DELETE
    @Operation(summary = "Remove the own avatar")
    @APIResponse(responseCode = "204", description = "There is none any more")
    public void delete() {
        rateLimiter.acquireRequestPermit();
        avatars.remove(current.require());
    }
}
