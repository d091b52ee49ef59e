package org.chatboard.conversation.message;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.Cache;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.conversation.message.MessageRejectedException.Reason;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.Room;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.AccountService;

/** Stores messages, changes and receipts. Each method is one JTA transaction. Only {@link RoomWriter} calls it. */
@Stateless
public class MessageService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AccountService accounts;

    @Inject
    Event<MessagesPosted> posted;

    @Inject
    Event<ReceiptsMoved> moved;

    /**
     * Stores a batch of messages and changes in their order, and fires {@link MessagesPosted}.
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
        Map<WriteRequest.Key, Ack> acks = IdempotencyQuery.acks(em, requests);
        Set<Long> disabled = disabledMembers(requests);
        ChangeBatch changes = new ChangeBatch(em, requests);
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
                ChangeBatch.StoredWrite write = store(request, changes, disabled, now);
                Ack ack = new Ack(request.cid(), write.room().roomId(), write.messageId(), write.seq(), now, false);
                stored.add(write);
                acks.put(request.key(), ack);
                results.add(new WriteResult.Stored(ack));
            } catch (MessageRejectedException e) {
                results.add(new WriteResult.Rejected(e));
            }
        }
        fireEvents(changes, stored);
        return results;
    }

    private void fireEvents(ChangeBatch changes, List<ChangeBatch.StoredWrite> stored) {
        if (!stored.isEmpty()) {
            posted.fire(new MessagesPosted(changes.complete(em, stored)));
        }
        List<ReceiptsMoved.Moved> receipts = changes.receipts(em);
        if (!receipts.isEmpty()) { // fired after the messages, because a page raises its unread count for each message
            moved.fire(new ReceiptsMoved(receipts));
        }
    }

    private Set<Long> disabledMembers(List<? extends WriteRequest> requests) {
        return accounts.findDisabled(requests.stream()
                .flatMap(request -> request.room().accountIds().stream())
                .collect(Collectors.toSet()));
    }

    private ChangeBatch.StoredWrite store(WriteRequest request, ChangeBatch changes, Set<Long> disabled, Instant now) {
        if (request instanceof MessageChange change) {
            if (disabled.contains(
                    change.sender().id())) { // a member may change own messages even if another member is disabled
                throw new MessageRejectedException(Reason.NOT_ALLOWED, "This account is disabled.");
            }
            long seq = changes.apply(em, change, now);
            return new ChangeBatch.StoredWrite(
                    change.room(), seq, change.operation().kind(), change.messageId(), null);
        }
        NewMessage draft = (NewMessage) request;
        if (!Collections.disjoint(draft.room().accountIds(), disabled)) {
            throw new MessageRejectedException(
                    Reason.NOT_ALLOWED, "This account is disabled and cannot receive messages.");
        }
        changes.checkReply(draft);
        return store(draft, now);
    }

    private ChangeBatch.StoredWrite store(NewMessage draft, Instant now) {
        Room room = em.find(Room.class, draft.room().roomId());
        room.countMessage();
        ChatMessage message = new ChatMessage(draft, room.getLastSeq(), room.getMessageCount(), now);
        em.persist(message);
        membership(room.getId(), draft.sender().id()).countOwnMessage();
        return new ChangeBatch.StoredWrite(draft.room(), room.getLastSeq(), null, message.id(), message.toDto(draft));
    }

    /**
     * Advances receipts and fires {@link ReceiptsMoved} for those that advanced. A position above the room's latest sequence
     * number is reduced to it; a position below the stored one is ignored.
     */
    public void advanceReceipts(List<Receipt> receipts) {
        Map<Membership.Key, Receipt> merged = new LinkedHashMap<>();
        receipts.forEach(receipt -> merged.merge(
                new Membership.Key(receipt.room().roomId(), receipt.accountId()), receipt, Receipt::merge));
        List<ReceiptsMoved.Moved> advanced = merged.values().stream()
                .flatMap(receipt -> advance(receipt).stream())
                .toList();
        if (!advanced.isEmpty()) {
            moved.fire(new ReceiptsMoved(advanced));
        }
    }

    private List<ReceiptsMoved.Moved> advance(Receipt receipt) {
        Room room = em.find(Room.class, receipt.room().roomId());
        Membership membership = membership(room.getId(), receipt.accountId());
        long last = room.getLastSeq();
        long readBefore = membership.getReadSeq();
        if (!membership.advanceTo(Math.min(receipt.receivedSeq(), last), Math.min(receipt.readSeq(), last))) {
            return List.of();
        }
        long unread = unread(room, membership, readBefore);
        membership.setReadCount(room.getMessageCount() - unread);
        return List.of(new ReceiptsMoved.Moved(
                receipt.room(), receipt.accountId(), membership.getReceivedSeq(), membership.getReadSeq(), unread));
    }

    /**
     * {@return the unread count after a receipt} Counts the messages between the former and the new position, and subtracts them.
     * To count the messages that are still unread, every receipt would have to read all of them.
     */
    private long unread(Room room, Membership membership, long readBefore) {
        long unreadBefore = room.getMessageCount() - membership.getReadCount();
        if (membership.getReadSeq() == readBefore) {
            return unreadBefore;
        }
        if (membership.getReadSeq() >= room.getLastMessageSeq()) {
            return 0;
        }
        return unreadBefore
                - MessageCountQuery.fromOthers(
                        em, room.getId(), readBefore, membership.getReadSeq(), membership.getAccountId());
    }

    private Membership membership(long roomId, long accountId) {
        return em.find(Membership.class, new Membership.Key(roomId, accountId));
    }

    /**
     * Evicts rooms and their memberships from the entity cache, after a transaction failed because the cached copies were stale.
     */
    public void evict(Collection<RoomMembers> rooms) {
        Cache cache = em.getEntityManagerFactory().getCache();
        for (RoomMembers room : rooms) {
            cache.evict(Room.class, room.roomId());
            room.accountIds()
                    .forEach(account -> cache.evict(Membership.class, new Membership.Key(room.roomId(), account)));
        }
    }
}
