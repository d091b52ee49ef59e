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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomState;
import org.chatboard.platform.database.InList;

/** Stores messages, changes and receipts. Each method is one JTA transaction. Only {@link RoomWriter} calls it. */
@Stateless
public class MessageService {
    private static final String ROOMS = """
            SELECT NEW org.chatboard.conversation.room.RoomState(r.id, r.lastSeq, r.lastMessageSeq, r.messageCount)
            FROM Room r WHERE r.id IN :rooms""";
    private static final String MEMBERSHIPS =
            "SELECT s FROM Membership s WHERE s.roomId IN :rooms AND s.accountId IN :accounts";

    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Event<MessagesPosted> posted;

    @Inject
    Event<ReceiptsMoved> moved;

    @Inject
    Event<MembershipsChanged> memberships;

    /**
     * Stores a batch of messages, changes and changes of rooms in their order. Fires {@link MembershipsChanged} and {@link MessagesPosted}.
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
        RoomNumbers numbers = new RoomNumbers(em, fresh);
        BatchMembers members = new BatchMembers(em, fresh, numbers);
        ChangeBatch changes = new ChangeBatch(em, fresh, numbers);
        RoomChangeBatch roomChanges = new RoomChangeBatch(em, fresh, members, numbers);
        List<ChangeBatch.StoredWrite> stored = new ArrayList<>();
        List<WriteResult> results = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (WriteRequest request : requests) {
            Ack earlier = acks.get(request.key());
            if (earlier != null) {
                results.add(new WriteResult.Stored(earlier.asDuplicate()));
                continue;
            }
            try {
                members.check(request);
                ChangeBatch.StoredWrite write = store(request, changes, members, roomChanges, numbers, now);
                Ack ack = new Ack(request.cid(), request.room().roomId(), write.messageId(), write.seq(), now, false);
                stored.add(write);
                acks.put(request.key(), ack);
                results.add(new WriteResult.Stored(ack));
            } catch (MessageRejectedException e) {
                results.add(new WriteResult.Rejected(e));
            }
        }
        numbers.release(em);
        fireEvents(changes, roomChanges, stored);
        return results;
    }

    private ChangeBatch.StoredWrite store(
            WriteRequest request,
            ChangeBatch changes,
            BatchMembers members,
            RoomChangeBatch roomChanges,
            RoomNumbers numbers,
            Instant now) {
        if (request instanceof NewMessage draft) {
            return store(draft, changes, members, numbers, now);
        } else if (request instanceof RoomChange change) {
            roomChanges.apply(em, change, now);
            return storeEvent(change, numbers, now);
        }
        return changes.store(em, (MessageChange) request, now);
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
            NewMessage draft, ChangeBatch changes, BatchMembers members, RoomNumbers numbers, Instant now) {
        changes.checkReply(draft);
        long room = draft.room().roomId();
        long seq = numbers.takeMessage(room);
        ChatMessage message = new ChatMessage(draft, seq, numbers.count(room), now);
        em.persist(message);
        members.countOwnMessage(draft);
        return new ChangeBatch.StoredWrite(seq, null, message.id(), message.toDto(draft));
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
     * Advances receipts and fires {@link ReceiptsMoved} for those that advanced. A position above the room's latest sequence number is
     * reduced to it; a position below the stored one is ignored, and so is the receipt of somebody who is no member any more.
     *
     * @throws jakarta.ejb.EJBException if another transaction has changed one of the memberships at the same moment
     */
    public void advanceReceipts(List<Receipt> receipts) {
        Map<Membership.Key, Receipt> merged = new LinkedHashMap<>();
        receipts.forEach(receipt ->
                merged.merge(new Membership.Key(receipt.roomId(), receipt.accountId()), receipt, Receipt::merge));
        Map<Long, RoomState> rooms = new HashMap<>();
        em.createQuery(ROOMS, RoomState.class)
                .setParameter(
                        "rooms",
                        InList.padded(receipts.stream().map(Receipt::roomId).toList()))
                .getResultList()
                .forEach(room -> rooms.put(room.id(), room));
        List<ReceiptsMoved.Moved> advanced = em.createQuery(MEMBERSHIPS, Membership.class)
                .setParameter("rooms", InList.padded(rooms.keySet()))
                .setParameter(
                        "accounts",
                        InList.padded(receipts.stream().map(Receipt::accountId).toList()))
                .getResultStream()
                .flatMap(membership -> advance(merged, membership, rooms).stream())
                .toList();
        if (!advanced.isEmpty()) {
            moved.fire(new ReceiptsMoved(advanced));
        }
    }

    private Optional<ReceiptsMoved.Moved> advance(
            Map<Membership.Key, Receipt> receipts, Membership membership, Map<Long, RoomState> rooms) {
        Receipt receipt = receipts.get(membership.key());
        if (receipt == null) {
            return Optional.empty(); // the query reads each of the rooms for each of the accounts
        }
        RoomState room = rooms.get(receipt.roomId());
        long readBefore = membership.getReadSeq();
        if (!membership.advanceTo(
                Math.min(receipt.receivedSeq(), room.lastSeq()), Math.min(receipt.readSeq(), room.lastSeq()))) {
            return Optional.empty();
        }
        long unread = unread(room, membership, readBefore);
        membership.setReadCount(room.messageCount() - unread);
        return Optional.of(new ReceiptsMoved.Moved(
                room.id(), receipt.accountId(), membership.getReceivedSeq(), membership.getReadSeq(), unread));
    }

    /**
     * {@return the unread count after a receipt} Counts the messages between the former and the new position, and subtracts them.
     * To count the messages that are still unread, every receipt would have to read all of them.
     */
    private long unread(RoomState room, Membership membership, long readBefore) {
        long unreadBefore = room.messageCount() - membership.getReadCount();
        if (membership.getReadSeq() == readBefore) {
            return unreadBefore;
        }
        if (membership.getReadSeq() >= room.lastMessageSeq()) {
            return 0;
        }
        return unreadBefore
                - MessageCountQuery.fromOthers(
                        em, room.id(), readBefore, membership.getReadSeq(), membership.getAccountId());
    }
}
