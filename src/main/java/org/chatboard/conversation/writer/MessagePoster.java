package org.chatboard.conversation.writer;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chatboard.conversation.message.RoomCreationService;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.NewRoom;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Posts a write request and waits until it is stored, for REST. */
@ApplicationScoped
public class MessagePoster {
    private static final int COMMIT_SECONDS = 30;

    @Inject
    MessageInbox inbox;

    @Inject
    RoomCreationService creation;

    @Inject
    DiskSpace disk;

    /**
     * Stores a request.
     *
     * @return the acknowledgement, after the commit
     * @throws RejectedException if it is not stored, with the status and the reason in the user's language; 503 if the outcome is not known
     *     after {@value #COMMIT_SECONDS} s: a retry with the same idempotency key shows it
     */
    public Ack post(WriteRequest request) {
        CompletableFuture<WriteResult> stored = new CompletableFuture<>();
        try {
            inbox.post(request, stored::complete);
        } catch (MessageRejectedException e) {
            throw e.toRestRejection();
        }
        return await(stored);
    }

    /**
     * Changes a room under an idempotency key of its own: a repeat is recognized by the state of the room.
     *
     * @throws RejectedException as {@link #post} does
     */
    public void change(RoomMembers room, Person sender, RoomChange.Operation operation) {
        post(new RoomChange(room, sender, UUID.randomUUID().toString(), operation));
    }

    /**
     * Makes a room.
     *
     * @return the acknowledgement of its first room event, after the commit, or of what was stored under the {@code cid} before
     * @throws RejectedException if nothing is stored, with the status and the reason in the user's language
     */
    public Ack create(NewRoom room) {
        if (disk.isFull()) {
            throw new RejectedException(RejectedException.INSUFFICIENT_STORAGE, disk.message());
        }
        try {
            return creation.create(room);
        } catch (EJBException e) { // a repeat may have been stored at the same moment
            return creation.create(room);
        }
    }

    private static Ack await(CompletableFuture<WriteResult> stored) {
        try {
            WriteResult result = stored.get(COMMIT_SECONDS, TimeUnit.SECONDS);
            if (result instanceof WriteResult.Stored done) {
                return done.ack();
            }
            throw ((WriteResult.Rejected) result).why().toRestRejection();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedException(503, Translations.text("problem.503"));
        } catch (TimeoutException | ExecutionException e) {
            throw new RejectedException(503, Translations.text("problem.503"));
        }
    }
}
