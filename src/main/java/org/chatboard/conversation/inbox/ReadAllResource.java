package org.chatboard.conversation.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import org.chatboard.conversation.message.MessageInbox;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.support.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Marks all of one's rooms as read, those too that no page has been told of. */
@Path("rooms/read")
@RequestScoped
public class ReadAllResource {
    /** Rooms that go to their writers together: each is a frame to every page of its members, whose queues are bounded. */
    private static final int AT_ONCE = 50;

    private static final int ATTEMPTS = 3;
    private static final int COMMIT_SECONDS = 30;

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

    /**
     * Takes an empty object, and may be asked again at any time: what is read is left. What comes meanwhile stays unread.
     *
     * @return <code>{rooms, messages}</code>: how many were unread and are not now
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mark all your rooms as read; answers once that is stored, and sends 'receipt' frames")
    @APIResponse(responseCode = "200", description = "{rooms, messages}: how many were unread")
    @APIResponse(responseCode = "503", description = "Not all rooms could be marked; repeat the request")
    public String readAll(JsonBody body) {
        rateLimiter.acquireRequestPermit();
        List<UnreadRoom> found = unread.of(current.require().accountId());
        for (int from = 0; from < found.size(); from += AT_ONCE) {
            read(found.subList(from, Math.min(from + AT_ONCE, found.size())), 1);
        }
        JsonObject marked = JsonText.PROVIDER
                .createObjectBuilder()
                .add("rooms", found.size())
                .add("messages", found.stream().mapToLong(UnreadRoom::unread).sum())
                .build();
        return JsonText.write(marked);
    }

    private void read(List<UnreadRoom> some, int attempt) {
        List<CompletableFuture<Boolean>> answers = some.stream().map(this::read).toList();
        List<UnreadRoom> left = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            // one that is late may still be stored: it only grows, and is not asked for twice
            if (!answers.get(i)
                    .completeOnTimeout(false, COMMIT_SECONDS, TimeUnit.SECONDS)
                    .join()) {
                left.add(some.get(i));
            }
        }
        if (!left.isEmpty() && attempt == ATTEMPTS) {
            throw new RejectedException(503, Translations.text("problem.503"));
        }
        if (!left.isEmpty()) {
            read(left, attempt + 1);
        }
    }

    private CompletableFuture<Boolean> read(UnreadRoom room) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        long account = current.require().accountId();
        access.findAsMember(room.room(), account)
                .ifPresentOrElse(
                        members ->
                                inbox.receive(new Receipt(members, account, room.seq(), room.seq()), stored::complete),
                        () -> stored.complete(true)); // one that was left meanwhile is not read by anybody
        return stored;
    }
}
