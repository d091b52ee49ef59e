package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.platform.database.InList;

/**
 * The memberships that the requests of a batch need: those of the senders, and of both members of direct rooms. They are read after the
 * rooms are locked, so that a member who was removed meanwhile can no longer write.
 */
final class BatchMembers {
    private static final String SELECT = """
            SELECT s, a.disabledAt FROM Membership s JOIN Account a ON a.id = s.accountId
            WHERE s.roomId IN :rooms AND s.accountId IN :accounts""";

    private final Map<Membership.Key, Membership> memberships = new HashMap<>();
    private final Set<Long> disabled = new HashSet<>();

    /** Reads the memberships, before the transaction writes any of them: see {@link ChangeBatch}. */
    BatchMembers(EntityManager em, List<? extends WriteRequest> requests) {
        Set<Long> rooms = new HashSet<>();
        Set<Long> accounts = new HashSet<>();
        for (WriteRequest request : requests) {
            rooms.add(request.room().roomId());
            accounts.add(request.sender().id());
            if (request.room().kind() == RoomKind.DIRECT) {
                accounts.addAll(request.room().accountIds());
            }
        }
        if (!rooms.isEmpty()) {
            read(em, rooms, accounts);
        }
    }

    private void read(EntityManager em, Collection<Long> rooms, Collection<Long> accounts) {
        em.createQuery(SELECT, Object[].class)
                .setParameter("rooms", InList.padded(rooms))
                .setParameter("accounts", InList.padded(accounts))
                .getResultStream()
                .forEach(row -> {
                    Membership membership = (Membership) row[0];
                    memberships.put(membership.key(), membership);
                    if (row[1] != null) {
                        disabled.add(membership.getAccountId());
                    }
                });
    }

    /**
     * Checks whether the sender of a request may write to its room.
     *
     * @throws MessageRejectedException {@code ROOM_NOT_FOUND} if the sender is no member any more; {@code NOT_ALLOWED} if the sender is
     *     disabled, or if a new message is for a disabled account
     */
    void check(WriteRequest request) {
        long sender = request.sender().id();
        if (!memberships.containsKey(new Membership.Key(request.room().roomId(), sender))) {
            throw new MessageRejectedException(
                    Reason.ROOM_NOT_FOUND, "This room does not exist, or you are not a member.");
        }
        if (disabled.contains(sender)) {
            throw new MessageRejectedException(Reason.NOT_ALLOWED, "This account is disabled.");
        }
        boolean direct = request.room().kind() == RoomKind.DIRECT;
        if (request instanceof NewMessage
                && direct
                && request.room().accountIds().stream().anyMatch(disabled::contains)) {
            throw new MessageRejectedException(
                    Reason.NOT_ALLOWED, "This account is disabled and cannot receive messages.");
        }
    }

    /** Counts a new message as read for its sender. */
    void countOwnMessage(NewMessage draft) {
        memberships
                .get(new Membership.Key(draft.room().roomId(), draft.sender().id()))
                .countOwnMessage();
    }
}
