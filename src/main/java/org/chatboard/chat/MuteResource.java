package org.chatboard.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.chatboard.account.CurrentAccount;
import org.chatboard.room.MuteService;
import org.chatboard.room.Rooms;
import org.chatboard.system.JsonBody;
import org.chatboard.system.JsonText;
import org.chatboard.system.RefusedException;
import org.chatboard.system.Sentences;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Whether one wants to hear of a room's messages. */
@Path("rooms/{id}/mute")
@RequestScoped
public class MuteResource {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    @Inject
    CurrentAccount current;

    @Inject
    Rooms rooms;

    @Inject
    MuteService service;

    @Inject
    Spending spending;

    /** Takes <code>{muted}</code>. {@return <code>{room, muted}</code>; 404 where the room is not there or not one's own} */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mute a room for yourself, {muted}; your open pages get the frame 'muted'")
    @APIResponse(responseCode = "200", description = "The new state: {room, muted}")
    public String mute(@PathParam("id") String id, JsonBody body) {
        long account = current.require().accountId();
        if (!NUMBER.matcher(id).matches()
                || rooms.ofMember(Long.parseLong(id), account).isEmpty()) {
            throw new RefusedException(404, Sentences.say("problem.404"));
        }
        boolean muted = body.flag("muted");
        body.check();
        spending.onOtherFrame();
        service.mute(Long.parseLong(id), account, muted);
        JsonObject now = JsonText.PROVIDER
                .createObjectBuilder()
                .add("room", Long.parseLong(id))
                .add("muted", muted)
                .build();
        return JsonText.write(now);
    }
}
