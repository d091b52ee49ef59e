package org.chatboard.message;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.account.AccountService;
import org.chatboard.message.MessageRejectedException.Reason;
import org.chatboard.room.Membership;
import org.chatboard.room.Room;
import org.chatboard.room.RoomMembers;
import org.chatboard.system.InList;

/** Stores messages and receipts. Each method is one JTA transaction, and {@link MessageInbox} its one caller. */
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
     * Stores drafts, in their order, in one transaction; once it has committed, the rooms hear of them. A draft whose sender
     * used its {@code cid} before is not stored again, be it in the database or earlier in the same list; one for a room with a
     * disabled member is rejected, and its neighbours are not.
     *
     * @return what became of each draft, in the same order
     */
    public List<PostResult> post(List<Draft> drafts) {
        Map<Draft.Key, Ack> acks = alreadyStored(drafts);
        Set<Long> disabled = disabledMembers(drafts);
        List<MessagesPosted.Posted> stored = new ArrayList<>();
        List<PostResult> results = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Draft draft : drafts) {
            Ack known = acks.get(draft.key());
            if (known != null) {
                results.add(new PostResult.Stored(known.asDuplicate()));
            } else if (!Collections.disjoint(draft.room().accountIds(), disabled)) {
                results.add(new PostResult.Rejected(new MessageRejectedException(
                        Reason.NOT_ALLOWED, "This account was disabled; it gets no messages.")));
            } else {
                MessagesPosted.Posted one = store(draft, now);
                Ack ack = one.message().toAck();
                stored.add(one);
                acks.put(draft.key(), ack);
                results.add(new PostResult.Stored(ack));
            }
        }
        if (!stored.isEmpty()) {
            posted.fire(new MessagesPosted(List.copyOf(stored)));
        }
        return results;
    }

    private Set<Long> disabledMembers(List<Draft> drafts) {
        return accounts.disabledAmong(drafts.stream()
                .flatMap(draft -> draft.room().accountIds().stream())
                .collect(Collectors.toSet()));
    }

    private MessagesPosted.Posted store(Draft draft, Instant now) {
        Room room = em.find(Room.class, draft.room().roomId());
        room.countMessage();
        ChatMessage message = new ChatMessage(draft, room.getLastSeq(), room.getMessageCount(), now);
        em.persist(message);
        membership(room.getId(), draft.sender().id()).countOwnMessage();
        return new MessagesPosted.Posted(draft.room(), message.toDto(draft));
    }

    private Map<Draft.Key, Ack> alreadyStored(List<Draft> drafts) {
        Map<Draft.Key, Ack> acks = new HashMap<>();
        em.createNamedQuery(ChatMessage.BY_CIDS, ChatMessage.class)
                .setParameter(
                        "cids", InList.padded(drafts.stream().map(Draft::cid).toList()))
                .setParameter(
                        "senders",
                        InList.padded(drafts.stream()
                                .map(draft -> draft.sender().id())
                                .toList()))
                .getResultList()
                .forEach(message -> acks.put(new Draft.Key(message.senderId(), message.cid()), message.toAck(true)));
        return acks;
    }

    /**
     * Moves receipts on, in one transaction; what grew is told to the rooms once it has committed. Numbers above the room's are cut
     * to it, smaller ones than before are ignored.
     */
    public void receive(List<Receipt> receipts) {
        Map<Membership.Key, Receipt> merged = new LinkedHashMap<>();
        receipts.forEach(receipt ->
                merged.merge(new Membership.Key(receipt.room().roomId(), receipt.accountId()), receipt, Receipt::and));
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
        if (!membership.moveTo(Math.min(receipt.receivedSeq(), last), Math.min(receipt.readSeq(), last))) {
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
        if (membership.getReadSeq() >= room.getLastSeq()) {
            return 0;
        }
        return unreadBefore
                - em.createNamedQuery(ChatMessage.COUNT_OF_OTHERS_BETWEEN, Long.class)
                        .setParameter("room", room.getId())
                        .setParameter("after", readBefore)
                        .setParameter("to", membership.getReadSeq())
                        .setParameter("account", membership.getAccountId())
                        .getSingleResult();
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
