package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chatboard.conversation.file.MessageFiles;
import org.chatboard.conversation.mention.MentionRows;
import org.chatboard.conversation.mention.UnreadMentions;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.platform.database.InList;

/**
 * Applies the changes of a batch of write requests, and adds the quotes to its replies. Holds the messages that the requests
 * refer to, for the duration of one transaction.
 */
final class ChangeBatch {
    private static final String UNREAD_BY = """
            SELECT s FROM Membership s WHERE s.roomId = :room AND s.accountId <> :sender AND s.readSeq < :seq""";

    /**
     * A request that was stored, and the sequence number it took.
     *
     * @param seq the sequence number
     * @param kind kind of the change, null for a new message
     * @param messageId id of the new or changed message
     * @param message the new message, null for a change
     */
    record StoredWrite(long seq, ChangeKind kind, long messageId, MessageDto message) {}

    private final RoomNumbers numbers;
    private final Map<Long, ReferencedMessage> messages;
    /** The members who have not read a message that a request deletes, by the id of the message. */
    private final Map<Long, List<Membership>> unreadBy = new HashMap<>();
    /** Members whose unread count decreases, because a message that they had not read was deleted. */
    private final Set<Membership> lessUnread = new LinkedHashSet<>();
    /** The unread ranges of those of them whom such a message has mentioned or answered, by room and account. */
    private final Map<Long, Map<Long, UnreadMentions.Range>> lessMentioned = new HashMap<>();
    /** Deleted messages that have mentioned or answered somebody. */
    private final List<ChatMessage> withoutMentions = new ArrayList<>();
    /** Ids of deleted messages that had files. */
    private final List<Long> withoutFiles = new ArrayList<>();

    /**
     * Reads the messages that the requests refer to, and the memberships that a deletion changes, before the transaction writes any
     * message or membership. The database may scan a small table to find a row. Two transactions that have written before such a scan
     * would wait for each other's rows.
     *
     * @param numbers has locked the rows of the rooms. {@code RoomOverviewQuery} locks a room's row and then waits for the row of its
     *     newest message. If this transaction locked the message before the room, the two could wait for each other
     */
    ChangeBatch(EntityManager em, List<? extends WriteRequest> requests, RoomNumbers numbers) {
        this.numbers = numbers;
        Set<Long> messageIds = new TreeSet<>();
        for (WriteRequest request : requests) {
            if (request instanceof MessageChange change) {
                messageIds.add(change.messageId());
            } else if (request instanceof NewMessage draft && draft.replyTo() != null) {
                messageIds.add(draft.replyTo());
            }
        }
        messages = messageIds.isEmpty() ? Map.of() : read(em, messageIds);
        requests.forEach(request -> readUnread(em, request));
    }

    private void readUnread(EntityManager em, WriteRequest request) {
        if (request instanceof MessageChange change && change.operation() instanceof MessageChange.Delete) {
            ReferencedMessage message = messages.get(change.messageId());
            if (message != null && !message.entity().isDeleted()) {
                unreadBy.computeIfAbsent(change.messageId(), id -> em.createQuery(UNREAD_BY, Membership.class)
                        .setParameter("room", message.entity().roomId())
                        .setParameter("sender", message.entity().senderId())
                        .setParameter("seq", message.entity().seq())
                        .getResultList());
            }
        }
    }

    private static Map<Long, ReferencedMessage> read(EntityManager em, Set<Long> ids) {
        Map<Long, MessageDto> states = MessageStateQuery.byId(em, ids);
        Map<Long, List<Reaction>> reactions =
                MessageStateQuery.reactions(em, ids).stream().collect(Collectors.groupingBy(Reaction::messageId));
        return em.createNamedQuery(ChatMessage.ENTITIES, ChatMessage.class)
                .setParameter("ids", InList.padded(ids))
                .getResultStream()
                .filter(message -> states.containsKey(message.id()))
                .collect(Collectors.toMap(
                        ChatMessage::id,
                        message -> new ReferencedMessage(
                                message, states.get(message.id()), reactions.getOrDefault(message.id(), List.of()))));
    }

    /**
     * Checks that the message that a reply refers to is in the room of the reply.
     *
     * @return account id of the sender of that message, null if the draft is no reply
     * @throws MessageRejectedException {@code NOT_FOUND} if it is not, {@code NOT_ALLOWED} if it is a room event
     */
    Long checkReply(NewMessage draft) {
        if (draft.replyTo() == null) {
            return null;
        }
        ReferencedMessage answered = find(
                draft.replyTo(),
                draft.room().roomId(),
                "The message that this one replies to is not in this conversation.");
        answered.requireNoEvent();
        return answered.entity().senderId();
    }

    /**
     * Applies a change under the room's next sequence number.
     *
     * @param role role of the member who changes the message, in a room that is not archived
     * @return what was stored
     * @throws MessageRejectedException if the change is not possible; it takes no sequence number then
     */
    StoredWrite store(EntityManager em, MessageChange change, RoomRole role, Instant now) {
        ReferencedMessage referenced =
                find(change.messageId(), change.room().roomId(), "There is no such message in this conversation.");
        referenced.check(change, role);
        ChatMessage message = referenced.entity();
        long seq = numbers.takeChange(change.room().roomId());
        if (change.operation() instanceof MessageChange.Edit edit) {
            message.edit(edit.text(), now);
        } else if (change.operation() instanceof MessageChange.React react) {
            referenced.react(react, change.sender().id(), seq);
        } else if (!message.isDeleted()) {
            if (message.hasFiles()) {
                withoutFiles.add(message.id());
            }
            message.delete(now);
            referenced.clearReactions();
            countAsRead(message);
            if (message.concernsMembers()) {
                withoutMentions.add(message);
            }
        }
        message.setChangeSeq(seq);
        em.persist(new StoredChange(change, seq, now));
        return new StoredWrite(seq, change.operation().kind(), change.messageId(), null);
    }

    private ReferencedMessage find(long id, long roomId, String notFoundText) {
        ReferencedMessage message = messages.get(id);
        if (message == null
                || message.entity().roomId() != roomId) { // one error for both, so that nobody can probe for ids
            throw new MessageRejectedException(Reason.NOT_FOUND, notFoundText);
        }
        return message;
    }

    /** Counts a deleted message as read for the members who have not read it. */
    private void countAsRead(ChatMessage message) {
        for (Membership membership : unreadBy.getOrDefault(message.id(), List.of())) {
            membership.setReadCount(membership.getReadCount() + 1);
            lessUnread.add(membership);
        }
    }

    /** {@return whether deleted messages have mentioned or answered somebody} */
    boolean removesMentions() {
        return !withoutMentions.isEmpty();
    }

    /** Removes the rows of deleted messages. Messages and memberships must be written before. */
    void removeMentions(EntityManager em) {
        for (ChatMessage message : withoutMentions) {
            long room = message.roomId();
            Set<Long> named = MentionRows.accounts(em, message.id());
            unreadBy.getOrDefault(message.id(), List.of()).stream()
                    .filter(membership -> message.mentionsAll() || named.contains(membership.getAccountId()))
                    .forEach(membership -> lessMentioned
                            .computeIfAbsent(room, any -> new HashMap<>())
                            .put(
                                    membership.getAccountId(),
                                    new UnreadMentions.Range(
                                            membership.getReadSeq(),
                                            numbers.state(room).lastSeq())));
            MentionRows.delete(em, message.id(), room, message.seq());
        }
    }

    /** Removes the files of deleted messages. {@return the hashes of these files} */
    Set<String> removeFiles(EntityManager em) {
        return withoutFiles.isEmpty() ? Set.of() : MessageFiles.delete(em, withoutFiles);
    }

    /** {@return the receipts of the members whose unread count has decreased, as they are after the whole batch} */
    List<ReceiptsMoved.Moved> receipts(EntityManager em) {
        Map<Membership.Key, Long> mentions = new HashMap<>();
        lessMentioned.forEach((room, members) -> {
            Map<Long, Long> counts = UnreadMentions.ofMembers(em, room, members);
            members.keySet()
                    .forEach(account ->
                            mentions.put(new Membership.Key(room, account), counts.getOrDefault(account, 0L)));
        });
        return lessUnread.stream()
                .filter(em::contains) // the batch may have removed the member
                .map(membership -> ReceiptsMoved.Moved.of(
                        membership,
                        numbers.count(membership.getRoomId()) - membership.getReadCount(),
                        mentions.get(membership.key()), // null for others, whose mentions have not changed
                        false))
                .toList();
    }

    /** {@return the stored messages and changes, each message as it is after the whole batch} */
    List<MessagesPosted.Posted> complete(EntityManager em, List<StoredWrite> stored) {
        messages.values().forEach(message -> message.storeReactions(em));
        List<MessagesPosted.Posted> posted = new ArrayList<>();
        for (StoredWrite write : stored) {
            posted.add(new MessagesPosted.Posted(write.seq(), write.kind(), toDto(write)));
        }
        return posted;
    }

    private MessageDto toDto(StoredWrite write) {
        MessageDto added = write.message();
        if (added == null) {
            ReferencedMessage changed = messages.get(write.messageId());
            return changed.toDto(quote(changed.replyTo()));
        }
        return added.replyTo() == null ? added : added.with(quote(added.replyTo()));
    }

    /** {@return the quote of a message, null if the batch does not refer to the message} */
    private Quote quote(Long id) {
        ReferencedMessage quoted = id == null ? null : messages.get(id);
        return quoted == null ? null : quoted.toQuote();
    }
}
