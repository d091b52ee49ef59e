package org.chatboard.conversation.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatboard.conversation.inbox.UnreadRoomsQuery.UnreadRoom;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.RejectedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Marks all rooms of the caller as read, including those that no page has loaded. */
@Path("rooms/read")
@RequestScoped
public class ReadAllResource {
    /**
     * Most receipts that are queued at the same time. Each causes a frame to every page of the room's members, and the send
     * queues of these pages are bounded.
     */
    private static final int BATCH_SIZE = 50;

    private static final int MAX_ATTEMPTS = 3;
    private static final int TIMEOUT_SECONDS = 30;

    @Inject
    CurrentAccount current;

    @Inject
    UnreadRoomsQuery unread;

    @Inject
    RoomAccess access;

    @Inject
    MessageInbox inbox;

    @Inject
    RequestRateLimiter rateLimiter;

    /** The answer: how many rooms had unread messages, and how many messages these were. */
    @JsonbPropertyOrder({"rooms", "messages"})
    public record MarkedRead(int rooms, long messages) {}

    /**
     * Marks the rooms as read, up to the messages they have when the request begins. Clients may repeat the request at any time.
     *
     * @param body an empty object
     * @return what was unread
     * @throws RejectedException 503 if a receipt is not stored after {@value #MAX_ATTEMPTS} attempts
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mark all your rooms as read; answers once that is stored, and sends 'receipt' frames")
    @APIResponse(responseCode = "200", description = "{rooms, messages}: how many were unread")
    @APIResponse(responseCode = "503", description = "Not all rooms could be marked; repeat the request")
    public MarkedRead readAll(JsonBody body) {
        rateLimiter.acquireRequestPermit();
        List<UnreadRoom> found = unread.unreadRooms(current.require().accountId());
        for (int from = 0; from < found.size(); from += BATCH_SIZE) {
            markRead(found.subList(from, Math.min(from + BATCH_SIZE, found.size())), 1);
        }
        return new MarkedRead(
                found.size(), found.stream().mapToLong(UnreadRoom::unread).sum());
    }

    private void markRead(List<UnreadRoom> batch, int attempt) {
        List<CompletableFuture<Boolean>> answers =
                batch.stream().map(this::markRead).toList();
        List<UnreadRoom> failed = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            // a receipt that times out may still be stored; a retry is harmless, since positions only advance
            if (!answers.get(i)
                    .completeOnTimeout(false, TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .join()) {
                failed.add(batch.get(i));
            }
        }
        if (!failed.isEmpty() && attempt == MAX_ATTEMPTS) {
            throw new RejectedException(503, Translations.text("problem.503"));
        }
        if (!failed.isEmpty()) {
            markRead(failed, attempt + 1);
        }
    }

    private CompletableFuture<Boolean> markRead(UnreadRoom room) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        long account = current.require().accountId();
        access.find(room.room(), account, RoomAction.SEE)
                .ifPresentOrElse(
                        members -> inbox.postReceipt(
                                new Receipt(members.roomId(), account, room.seq(), room.seq()), stored::complete),
                        () -> stored.complete(true)); // the account has left the room, so there is nothing to mark
        return stored;
    }
}
