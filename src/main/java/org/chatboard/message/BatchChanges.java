package org.chatboard.message;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chatboard.message.MessageRejectedException.Reason;
import org.chatboard.room.Membership;
import org.chatboard.room.Room;
import org.chatboard.room.RoomMembers;
import org.chatboard.system.InList;

/** The messages that a batch of requests changes or answers, in the transaction that stores it. A batch of plain messages has none. */
final class BatchChanges {
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

    private final Map<Long, ChatMessage> messages;
    private final Map<Long, List<Reaction>> reactions = new HashMap<>();
    private final Map<Membership.Key, RoomMembers> lessUnread = new LinkedHashMap<>();

    /**
     * Reads what the requests name.
     *
     * <p>The rooms' rows are locked first, by an update that changes nothing: a list of rooms holds a room's row while it waits for that of
     * its newest message, so whoever held the message's while it waits for the room's would wait for ever.
     */
    BatchChanges(EntityManager em, List<? extends Request> requests) {
        Set<Long> rooms = new TreeSet<>(); // in one order, whoever locks
        Set<Long> changed = new TreeSet<>();
        Set<Long> named = new TreeSet<>();
        for (Request request : requests) {
            if (request instanceof Change change) {
                rooms.add(change.room().roomId());
                changed.add(change.messageId());
                named.add(change.messageId());
            } else if (request instanceof Draft draft && draft.replyTo() != null) {
                named.add(draft.replyTo());
            }
        }
        rooms.forEach(room -> em.createNativeQuery(LOCK).setParameter(1, room).executeUpdate());
        messages = named.isEmpty() ? Map.of() : read(em, named);
        MessageStates.reactions(em, changed)
                .forEach(reaction -> reactionsOf(reaction.messageId()).add(reaction));
    }

    private static Map<Long, ChatMessage> read(EntityManager em, Set<Long> ids) {
        return em.createNamedQuery(ChatMessage.ENTITIES, ChatMessage.class)
                .setParameter("ids", InList.padded(ids))
                .getResultStream()
                .collect(Collectors.toMap(ChatMessage::id, message -> message));
    }

    /** @throws MessageRejectedException where what a draft answers is not in its room */
    void checkReply(Draft draft) {
        if (draft.replyTo() != null) {
            find(draft.replyTo(), draft.room().roomId(), "The message that this one answers is not here.");
        }
    }

    /**
     * Makes a change, under the room's next number.
     *
     * @return that number
     * @throws MessageRejectedException where it cannot be made; then none was taken
     */
    long apply(EntityManager em, Change change, Instant now) {
        ChatMessage message =
                find(change.messageId(), change.room().roomId(), "There is no such message in this conversation.");
        check(change, message);
        Room room = em.find(Room.class, change.room().roomId());
        long seq = room.countChange();
        if (change.what() instanceof Change.Edit edit) {
            message.edit(edit.text(), now);
        } else if (change.what() instanceof Change.React react) {
            react(em, change, react, seq);
        } else if (!message.isDeleted()) {
            message.delete(now);
            reactionsOf(message.id()).forEach(em::remove);
            reactionsOf(message.id()).clear();
            countAsRead(em, change.room(), message);
        }
        message.changed(seq);
        em.persist(new StoredChange(change, seq, now));
        return seq;
    }

    private ChatMessage find(long id, long roomId, String sentence) {
        ChatMessage message = messages.get(id);
        if (message == null || message.roomId() != roomId) { // which of both is nobody's business
            throw new MessageRejectedException(Reason.NOT_FOUND, sentence);
        }
        return message;
    }

    private void check(Change change, ChatMessage message) {
        boolean own = message.senderId() == change.sender().id();
        if (!own && change.what().kind() != ChangeKind.REACTION) {
            throw new MessageRejectedException(Reason.NOT_ALLOWED, "This message is somebody else's.");
        }
        if (message.isDeleted() && change.what().kind() != ChangeKind.DELETE) {
            throw new MessageRejectedException(Reason.CONFLICT, "This message was deleted.");
        }
        if (change.what() instanceof Change.React react && react.on()) {
            Set<String> kinds =
                    reactionsOf(message.id()).stream().map(Reaction::emoji).collect(Collectors.toSet());
            if (kinds.size() >= MAX_KINDS && !kinds.contains(react.emoji())) {
                throw new MessageRejectedException(
                        Reason.CONFLICT, "A message takes at most " + MAX_KINDS + " different reactions.");
            }
        }
    }

    private void react(EntityManager em, Change change, Change.React react, long seq) {
        long account = change.sender().id();
        List<Reaction> there = reactionsOf(change.messageId());
        Reaction known = there.stream()
                .filter(reaction -> reaction.is(react.emoji(), account))
                .findFirst()
                .orElse(null);
        if (react.on() && known == null) {
            Reaction added = new Reaction(change.messageId(), react.emoji(), account, seq);
            em.persist(added);
            there.add(added);
        } else if (!react.on() && known != null) {
            there.remove(known);
            em.remove(known);
            em.flush(); // the same may be set again in this transaction, and inserts go before deletes
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

    /** {@return what was stored, with each changed or answering message as the whole batch left it: read as a page reads it} */
    List<MessagesPosted.Posted> complete(EntityManager em, List<Taken> stored) {
        Map<Long, MessageDto> now = Map.of();
        if (!messages.isEmpty()) {
            em.flush();
            now = MessageStates.byId(
                    em,
                    stored.stream()
                            .filter(taken ->
                                    taken.message() == null || taken.message().replyTo() != null)
                            .map(Taken::messageId)
                            .collect(Collectors.toSet()));
        }
        List<MessagesPosted.Posted> posted = new ArrayList<>();
        for (Taken taken : stored) {
            MessageDto message = now.getOrDefault(taken.messageId(), taken.message());
            posted.add(new MessagesPosted.Posted(taken.room(), taken.seq(), taken.kind(), message));
        }
        return posted;
    }

    private List<Reaction> reactionsOf(long messageId) {
        return reactions.computeIfAbsent(messageId, id -> new ArrayList<>());
    }
}
