package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chatboard.conversation.message.MessageRejectedException.Reason;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.Room;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.platform.database.InList;

/** The messages that a batch of requests changes or answers, in the transaction that stores it. A batch of plain messages has none. */
final class ChangeBatch {
    /** Kinds of emoji on one message. */
    static final int MAX_KINDS = 20;

    private static final String LOCK = "UPDATE room SET version = version WHERE id = ?1";

    /**
     * A number of a room that was taken.
     *
     * @param kind what took it, or null for a message
     * @param messageId id of the message, new or changed
     * @param message a new message, or null for a change
     */
    record Taken(RoomMembers room, long seq, ChangeKind kind, long messageId, MessageDto message) {}

    private final Map<Long, ReferencedMessage> messages;
    private final Map<Membership.Key, RoomMembers> lessUnread = new LinkedHashMap<>();

    /**
     * Reads all that the requests name, before anything is written: two transactions that read after they wrote, by a scan of a table
     * that is small yet, would wait for each other.
     *
     * <p>Only the rooms' rows are locked first, by an update that changes nothing. A list of rooms holds a room's row while it waits for
     * that of its newest message, so whoever held the message's while it waits for the room's would wait for ever.
     */
    ChangeBatch(EntityManager em, List<? extends WriteRequest> requests) {
        Set<Long> rooms = new TreeSet<>(); // in one order, whoever locks
        Set<Long> named = new TreeSet<>();
        for (WriteRequest request : requests) {
            if (request instanceof MessageChange change) {
                rooms.add(change.room().roomId());
                named.add(change.messageId());
            } else if (request instanceof NewMessage draft && draft.replyTo() != null) {
                named.add(draft.replyTo());
            }
        }
        rooms.forEach(room -> em.createNativeQuery(LOCK).setParameter(1, room).executeUpdate());
        messages = named.isEmpty() ? Map.of() : read(em, named);
    }

    private static Map<Long, ReferencedMessage> read(EntityManager em, Set<Long> ids) {
        Map<Long, MessageDto> states = MessageStates.byId(em, ids);
        Map<Long, List<Reaction>> reactions =
                MessageStates.reactions(em, ids).stream().collect(Collectors.groupingBy(Reaction::messageId));
        return em.createNamedQuery(ChatMessage.ENTITIES, ChatMessage.class)
                .setParameter("ids", InList.padded(ids))
                .getResultStream()
                .filter(message -> states.containsKey(message.id()))
                .collect(Collectors.toMap(
                        ChatMessage::id,
                        message -> new ReferencedMessage(
                                message, states.get(message.id()), reactions.getOrDefault(message.id(), List.of()))));
    }

    /** @throws MessageRejectedException where what a draft answers is not in its room */
    void checkReply(NewMessage draft) {
        if (draft.replyTo() != null) {
            find(
                    draft.replyTo(),
                    draft.room().roomId(),
                    "The message that this one replies to is not in this conversation.");
        }
    }

    /**
     * Makes a change, under the room's next number.
     *
     * @return that number
     * @throws MessageRejectedException where it cannot be made; then none was taken
     */
    long apply(EntityManager em, MessageChange change, Instant now) {
        ReferencedMessage named =
                find(change.messageId(), change.room().roomId(), "There is no such message in this conversation.");
        check(change, named);
        ChatMessage message = named.stored();
        long seq = em.find(Room.class, change.room().roomId()).countChange();
        if (change.what() instanceof MessageChange.Edit edit) {
            message.edit(edit.text(), now);
        } else if (change.what() instanceof MessageChange.React react) {
            named.react(react, change.sender().id(), seq);
        } else if (!message.isDeleted()) {
            message.delete(now);
            named.clearReactions();
            countAsRead(em, change.room(), message);
        }
        message.changed(seq);
        em.persist(new StoredChange(change, seq, now));
        return seq;
    }

    private ReferencedMessage find(long id, long roomId, String sentence) {
        ReferencedMessage message = messages.get(id);
        if (message == null || message.stored().roomId() != roomId) { // which of both is nobody's business
            throw new MessageRejectedException(Reason.NOT_FOUND, sentence);
        }
        return message;
    }

    private static void check(MessageChange change, ReferencedMessage named) {
        ChatMessage message = named.stored();
        boolean own = message.senderId() == change.sender().id();
        if (!own && change.what().kind() != ChangeKind.REACTION) {
            throw new MessageRejectedException(Reason.NOT_ALLOWED, "Only the sender of a message can change it.");
        }
        if (message.isDeleted() && change.what().kind() != ChangeKind.DELETE) {
            throw new MessageRejectedException(Reason.CONFLICT, "This message was deleted.");
        }
        if (change.what() instanceof MessageChange.React react && react.on()) {
            Set<String> kinds = named.kinds();
            if (kinds.size() >= MAX_KINDS && !kinds.contains(react.emoji())) {
                throw new MessageRejectedException(
                        Reason.CONFLICT, "A message can have at most " + MAX_KINDS + " different reactions.");
            }
        }
    }

    /** A message that somebody has not read is no unread one any more. */
    private void countAsRead(EntityManager em, RoomMembers room, ChatMessage message) {
        for (long account : room.accountIds()) {
            Membership.Key key = new Membership.Key(room.roomId(), account);
            Membership membership = em.find(Membership.class, key);
            if (account != message.senderId() && membership.getReadSeq() < message.seq()) {
                membership.setReadCount(membership.getReadCount() + 1);
                lessUnread.put(key, room);
            }
        }
    }

    /** {@return where those stand who have one unread message less, as the whole batch left it} */
    List<ReceiptsMoved.Moved> receipts(EntityManager em) {
        List<ReceiptsMoved.Moved> moved = new ArrayList<>();
        lessUnread.forEach((key, members) -> {
            Membership membership = em.find(Membership.class, key);
            Room room = em.find(Room.class, members.roomId());
            moved.add(new ReceiptsMoved.Moved(
                    members,
                    membership.getAccountId(),
                    membership.getReceivedSeq(),
                    membership.getReadSeq(),
                    room.getMessageCount() - membership.getReadCount()));
        });
        return moved;
    }

    /** {@return what was stored, with each changed or answering message as the whole batch leaves it} */
    List<MessagesPosted.Posted> complete(EntityManager em, List<Taken> stored) {
        messages.values().forEach(message -> message.storeReactions(em));
        List<MessagesPosted.Posted> posted = new ArrayList<>();
        for (Taken taken : stored) {
            posted.add(new MessagesPosted.Posted(taken.room(), taken.seq(), taken.kind(), now(taken)));
        }
        return posted;
    }

    private MessageDto now(Taken taken) {
        MessageDto added = taken.message();
        if (added == null) {
            ReferencedMessage changed = messages.get(taken.messageId());
            return changed.now(quote(changed.replyTo()));
        }
        return added.replyTo() == null ? added : added.with(quote(added.replyTo()), List.of());
    }

    /** A message as it is quoted, null where the batch does not name it. */
    private Quote quote(Long id) {
        ReferencedMessage quoted = id == null ? null : messages.get(id);
        return quoted == null ? null : quoted.asQuote();
    }
}
