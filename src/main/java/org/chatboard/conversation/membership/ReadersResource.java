package org.chatboard.conversation.membership;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.PageLimit;
import org.chatboard.platform.rest.RejectedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * REST resource of the members who have read a message. A large room sends nobody the receipts of others, since n members would cause n²
 * frames for a message: there a client asks for the readers of one message.
 */
@Path("rooms/{id}/messages/{message}/readers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReadersResource {
    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    ReaderQuery readers;

    @Inject
    PreferencesCache preferences;

    /**
     * {@return a page of the members who have read the message, by display name, without its sender}
     *
     * @throws RejectedException 403 if the caller hides the own receipts, 404 if the room has no such message
     */
    @GET
    @Operation(summary = "The members who have read a message, by display name: {readers, next?}")
    @APIResponse(responseCode = "403", description = "The caller hides the own receipts")
    @APIResponse(responseCode = "404", description = "No such room of the caller, or no such message in it")
    public ReaderPage list(
            @PathParam("id") long id,
            @PathParam("message") long message,
            @Parameter(description = "next of the previous page") @QueryParam("after") String after,
            @Parameter(description = "page size, 1 to 200") @QueryParam("limit") @DefaultValue("50") String limit) {
        long self = current.require().accountId();
        RoomMembers room = access.require(id, self, RoomAction.SEE);
        int most = PageLimit.parse(limit);
        PeopleCursor cursor = PeopleCursor.parse(after);
        if (preferences.get(self).hidesReceipts()) {
            throw new RejectedException(403, Translations.text("readers.hidden"));
        }
        return readers.page(room.roomId(), self, message, cursor, most)
                .orElseThrow(() -> new RejectedException(404, Translations.text("readers.noMessage")));
    }
}
