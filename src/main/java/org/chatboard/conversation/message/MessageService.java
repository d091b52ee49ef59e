package org.chatboard.conversation.message;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.chatboard.conversation.file.FilesRemoved;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.content.ContentService;

/**
 * Stores messages, changes and receipts. Each method is one JTA transaction. Only {@code RoomWriter} calls it, and {@link InvitedMembers},
 * whose request belongs to a larger transaction.
 */
@Stateless
public class MessageService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    @Inject
    ContentService contents;

    @Inject
    Event<MessagesPosted> posted;

    @Inject
    Event<ReceiptsMoved> moved;

    @Inject
    Event<MembershipsChanged> memberships;

    @Inject
    Event<FilesRemoved> filesRemoved;

    /**
     * Stores a batch of messages, changes and changes of rooms in their order. Fires {@link MembershipsChanged}, {@link MessagesPosted} and
     * {@link FilesRemoved}.
     *
     * <p>A request is a duplicate if its sender has used the {@code cid} before, in the database or earlier in the batch, even
     * for another request. Duplicates are acknowledged and not stored. If two transactions store a message and a change under the
     * same {@code cid} at the same moment, neither sees the other, and both are stored. A rejected request does not fail the
     * others.
     *
     * @return the result of each request, in the same order
     * @throws jakarta.ejb.EJBException if the database rejects the batch; nothing is stored then
     */
    public List<WriteResult> post(List<? extends WriteRequest> requests) {
        Map<WriteRequest.Key, Ack> acks = IdempotencyQuery.acks(
                em, requests.stream().map(WriteRequest::cid).toList());
        List<? extends WriteRequest> fresh = requests.stream()
                .filter(request -> !acks.containsKey(request.key()))
                .toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RoomNumbers numbers = new RoomNumbers(em, fresh);
        BatchMembers members = new BatchMembers(em, fresh, numbers);
        ChangeBatch changes = new ChangeBatch(em, fresh, numbers);
        RoomChangeBatch roomChanges = new RoomChangeBatch(em, fresh, members, numbers, contents);
        BatchMentions mentions = new BatchMentions(em, fresh, now, settings.limits());
        BatchFiles attached = new BatchFiles(em, fresh, now);
        List<ChangeBatch.StoredWrite> stored = new ArrayList<>();
        List<WriteResult> results = new ArrayList<>();
        for (WriteRequest request : requests) {
            Ack earlier = acks.get(request.key());
            if (earlier != null) {
                results.add(new WriteResult.Stored(earlier.asDuplicate()));
                continue;
            }
            try {
                members.check(request);
                ChangeBatch.StoredWrite write =
                        store(request, changes, members, mentions, attached, roomChanges, numbers, now);
                Ack ack = new Ack(request.cid(), request.room().roomId(), write.messageId(), write.seq(), now, false);
                stored.add(write);
                acks.put(request.key(), ack);
                results.add(new WriteResult.Stored(ack));
            } catch (MessageRejectedException e) {
                results.add(new WriteResult.Rejected(e));
            }
        }
        numbers.release(em);
        attached.store(em);
        if (!mentions.isEmpty() || changes.removesMentions()) {
            em.flush(); // readers lock a membership before its mentions, so this transaction does too
            mentions.store(em);
            changes.removeMentions(em);
        }
        Set<String> removed = changes.removeFiles(em); // last, since uploads wait for what it locks
        if (!removed.isEmpty()) {
            filesRemoved.fire(new FilesRemoved(removed));
        }
        fireEvents(changes, roomChanges, stored);
        return results;
    }

    private ChangeBatch.StoredWrite store(
            WriteRequest request,
            ChangeBatch changes,
            BatchMembers members,
            BatchMentions mentions,
            BatchFiles files,
            RoomChangeBatch roomChanges,
            RoomNumbers numbers,
            Instant now) {
        if (request instanceof NewMessage draft) {
            Long answered = changes.checkReply(draft);
            Attachments attachments = files.of(draft);
            LongPredicate removed =
                    account -> roomChanges.isRemoved(draft.room().roomId(), account);
            boolean isTold = answered != null && draft.room().has(answered) && !removed.test(answered);
            Mentions mentioned = mentions.decide(draft, members.roleOf(draft), removed);
            ChangeBatch.StoredWrite stored = store(draft, mentioned, attachments, members, numbers, now);
            files.add(stored.message(), draft);
            mentions.add(stored.message(), isTold ? answered : null);
            return stored;
        } else if (request instanceof RoomChange change) {
            roomChanges.apply(em, change, now);
            return storeEvent(change, numbers, now);
        }
        return changes.store(em, (MessageChange) request, members.roleOf(request), now);
    }

    /** Stores the room event of a change of a room. */
    private ChangeBatch.StoredWrite storeEvent(RoomChange change, RoomNumbers numbers, Instant now) {
        long room = change.room().roomId();
        long seq = numbers.takeEvent(room);
        RoomEvent event = RoomEvent.of(change.operation());
        ChatMessage line = new ChatMessage(change, event, seq, numbers.count(room), now);
        em.persist(line);
        return new ChangeBatch.StoredWrite(seq, null, line.id(), line.toDto(change, event));
    }

    private ChangeBatch.StoredWrite store(
            NewMessage draft,
            Mentions mentions,
            Attachments attachments,
            BatchMembers members,
            RoomNumbers numbers,
            Instant now) {
        long room = draft.room().roomId();
        long seq = numbers.takeMessage(room);
        ChatMessage message = new ChatMessage(draft, seq, numbers.count(room), now, mentions, attachments);
        em.persist(message);
        members.countOwnMessage(draft, seq);
        return new ChangeBatch.StoredWrite(seq, null, message.id(), message.toDto(draft, mentions, attachments));
    }

    private void fireEvents(ChangeBatch changes, RoomChangeBatch roomChanges, List<ChangeBatch.StoredWrite> stored) {
        MembershipsChanged changed = roomChanges.changed();
        if (!changed.roomIds().isEmpty()) { // fired first, so that the lines go to the members as they are now
            memberships.fire(changed);
        }
        if (!stored.isEmpty()) {
            posted.fire(new MessagesPosted(changes.complete(em, stored)));
        }
        List<ReceiptsMoved.Moved> receipts = changes.receipts(em);
        if (!receipts.isEmpty()) { // fired after the messages, because a page raises its unread count for each message
            moved.fire(new ReceiptsMoved(receipts));
        }
    }

    /**
     * Advances receipts and fires {@link ReceiptsMoved} for those that advanced; see {@link ReceiptBatch}.
     *
     * @throws jakarta.ejb.EJBException if another transaction has changed one of the memberships at the same moment
     */
    public void advanceReceipts(List<Receipt> receipts) {
        List<ReceiptsMoved.Moved> advanced = new ReceiptBatch(receipts).advance(em);
        if (!advanced.isEmpty()) {
            moved.fire(new ReceiptsMoved(advanced));
        }
    }

    /**
     * Marks the messages of a room as unread from one on, for one member, and fires {@link ReceiptsMoved}.
     *
     * @param from sequence number of the first message that becomes unread
     * @return the new state
     * @throws jakarta.ejb.EJBException if another transaction has changed the membership at the same moment
     */
    public UnreadMark.Outcome markUnread(long roomId, long accountId, long from) {
        UnreadMark.Outcome outcome = UnreadMark.set(em, roomId, accountId, from);
        if (outcome.moved() != null) {
            moved.fire(new ReceiptsMoved(List.of(outcome.moved())));
        }
        return outcome;
    }
}
