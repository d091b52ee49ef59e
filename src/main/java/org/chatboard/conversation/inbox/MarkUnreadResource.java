package org.chatboard.conversation.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatboard.conversation.message.UnreadMark;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.RejectedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Marks messages of a room as unread for the caller. */
@Path("rooms/{id}/unread")
@RequestScoped
public class MarkUnreadResource {
    private static final int TIMEOUT_SECONDS = 30;

    @Inject
    CurrentAccount current;

    @Inject
    RoomAccess access;

    @Inject
    MessageInbox inbox;

    @Inject
    RequestRateLimiter rateLimiter;

    /** The answer: the read position, how many messages are unread, and how many of them mention or answer the caller. */
    @JsonbPropertyOrder({"room", "readSeq", "unread", "mentions"})
    public record MarkedUnread(long room, long readSeq, long unread, long mentions) {}

    /**
     * Marks the messages of the room as unread, from one on. What others see as read stays read.
     *
     * @param id id of the room, from the path
     * @param body <code>{seq}</code>: that of the first message
     * @return the new state
     * @throws RejectedException 404 if the room does not exist or the caller is not a member; 503 if it is not stored
     * @throws InvalidInputException if the room has no message with this sequence number
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mark the messages of a room as unread, {seq}; your open pages get the frame 'receipt'")
    @APIResponse(responseCode = "200", description = "The new state: {room, readSeq, unread, mentions}")
    public MarkedUnread mark(@PathParam("id") long id, JsonBody body) {
        long account = current.require().accountId();
        long room = access.require(id, account, RoomAction.SEE).roomId();
        Long from = body.optionalNumber("seq");
        body.check();
        if (from == null) {
            throw new InvalidInputException("seq", Translations.text("json.missing", "seq"));
        }
        rateLimiter.acquireMessagePermit();
        CompletableFuture<Optional<UnreadMark.Outcome>> stored = new CompletableFuture<>();
        inbox.markUnread(room, account, from, stored::complete);
        UnreadMark.Outcome outcome = stored.completeOnTimeout(Optional.empty(), TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join()
                .orElseThrow(() -> new RejectedException(503, Translations.text("problem.503")));
        if (!outcome.member()) {
            throw new RejectedException(404, Translations.text("problem.404"));
        }
        if (outcome.moved() == null) {
            throw new InvalidInputException("seq", Translations.text("room.noSuchMessage"));
        }
        ReceiptsMoved.Moved moved = outcome.moved();
        return new MarkedUnread(room, moved.readSeq(), moved.unread(), moved.mentions());
    }
}
