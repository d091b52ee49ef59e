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

/** Stores messages, changes and receipts. Each method is one JTA transaction, and {@link MessageInbox} its one caller. */
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
     * Stores messages and changes, in their order, in one transaction; once it has committed, the rooms hear of them. A request whose
     * sender used its {@code cid} before is not stored again, be it in the database or earlier in the same list, for the same or for
     * something else. (One that two transactions store at the same moment as a message and as a change is known to neither.) One that
     * cannot be done is rejected, and its neighbours are not.
     *
     * @return what became of each request, in the same order
     */
    public List<PostResult> post(List<? extends WriteRequest> requests) {
        Map<WriteRequest.Key, Ack> acks = StoredRequests.acks(em, requests);
        Set<Long> disabled = disabledMembers(requests);
        ChangeBatch changes = new ChangeBatch(em, requests);
        List<ChangeBatch.Taken> stored = new ArrayList<>();
        List<PostResult> results = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (WriteRequest request : requests) {
            Ack known = acks.get(request.key());
            if (known != null) {
                results.add(new PostResult.Stored(known.asDuplicate()));
                continue;
            }
            try {
                ChangeBatch.Taken one = store(request, changes, disabled, now);
                Ack ack = new Ack(request.cid(), one.room().roomId(), one.messageId(), one.seq(), now, false);
                stored.add(one);
                acks.put(request.key(), ack);
                results.add(new PostResult.Stored(ack));
            } catch (MessageRejectedException e) {
                results.add(new PostResult.Rejected(e));
            }
        }
        tell(changes, stored);
        return results;
    }

    private void tell(ChangeBatch changes, List<ChangeBatch.Taken> stored) {
        if (!stored.isEmpty()) {
            posted.fire(new MessagesPosted(changes.complete(em, stored)));
        }
        List<ReceiptsMoved.Moved> receipts = changes.receipts(em);
        if (!receipts.isEmpty()) { // behind the messages: a page counts those that come
            moved.fire(new ReceiptsMoved(receipts));
        }
    }

    private Set<Long> disabledMembers(List<? extends WriteRequest> requests) {
        return accounts.findDisabled(requests.stream()
                .flatMap(request -> request.room().accountIds().stream())
                .collect(Collectors.toSet()));
    }

    private ChangeBatch.Taken store(WriteRequest request, ChangeBatch changes, Set<Long> disabled, Instant now) {
        if (request instanceof MessageChange change) {
            if (disabled.contains(change.sender().id())) { // what one wrote may be mended, whoever else has left
                throw new MessageRejectedException(Reason.NOT_ALLOWED, "This account is disabled.");
            }
            long seq = changes.apply(em, change, now);
            return new ChangeBatch.Taken(change.room(), seq, change.what().kind(), change.messageId(), null);
        }
        NewMessage draft = (NewMessage) request;
        if (!Collections.disjoint(draft.room().accountIds(), disabled)) {
            throw new MessageRejectedException(
                    Reason.NOT_ALLOWED, "This account is disabled and cannot receive messages.");
        }
        changes.checkReply(draft);
        return store(draft, now);
    }

    private ChangeBatch.Taken store(NewMessage draft, Instant now) {
        Room room = em.find(Room.class, draft.room().roomId());
        room.countMessage();
        ChatMessage message = new ChatMessage(draft, room.getLastSeq(), room.getMessageCount(), now);
        em.persist(message);
        membership(room.getId(), draft.sender().id()).countOwnMessage();
        return new ChangeBatch.Taken(draft.room(), room.getLastSeq(), null, message.id(), message.toDto(draft));
    }

    /**
     * Moves receipts on, in one transaction; what grew is told to the rooms once it has committed. Numbers above the room's are cut
     * to it, smaller ones than before are ignored.
     */
    public void receive(List<Receipt> receipts) {
        Map<Membership.Key, Receipt> merged = new LinkedHashMap<>();
        receipts.forEach(receipt -> merged.merge(
                new Membership.Key(receipt.room().roomId(), receipt.accountId()), receipt, Receipt::merge));
        List<ReceiptsMoved.Moved> grown = merged.values().stream()
                .flatMap(receipt -> move(receipt).stream())
                .toList();
        if (!grown.isEmpty()) {
            moved.fire(new ReceiptsMoved(grown));
        }
    }

    private List<ReceiptsMoved.Moved> move(Receipt receipt) {
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

    /** Each message is counted once, when it is read: a count of what is left would be a scan of it at every receipt. */
    private long unread(Room room, Membership membership, long readBefore) {
        long unreadBefore = room.getMessageCount() - membership.getReadCount();
        if (membership.getReadSeq() == readBefore) {
            return unreadBefore;
        }
        if (membership.getReadSeq() >= room.getLastMessageSeq()) {
            return 0;
        }
        return unreadBefore
                - RoomPageQuery.countOfOthers(
                        em, room.getId(), readBefore, membership.getReadSeq(), membership.getAccountId());
    }

    private Membership membership(long roomId, long accountId) {
        return em.find(Membership.class, new Membership.Key(roomId, accountId));
    }

    /** Lets the cached copies of rooms go, after a transaction that found them old. */
    public void forget(Collection<RoomMembers> rooms) {
        Cache cache = em.getEntityManagerFactory().getCache();
        for (RoomMembers room : rooms) {
            cache.evict(Room.class, room.roomId());
            room.accountIds()
                    .forEach(account -> cache.evict(Membership.class, new Membership.Key(room.roomId(), account)));
        }
    }
}
