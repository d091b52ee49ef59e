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
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.MembershipKeyQuery;
import org.chatboard.conversation.room.MembershipQuery;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRejection;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.platform.database.InList;

/**
 * The memberships that the requests of a batch need: those of the senders, of the accounts that room changes name, and of both members of
 * direct rooms. They are read after the rooms are locked, so that a member who was removed meanwhile can no longer write.
 */
final class BatchMembers {
    private static final String LIMITED = """
            SELECT a.id, a.disabledAt FROM Account a
            WHERE a.id IN :accounts AND (a.disabledAt IS NOT NULL OR a.role = 'GUEST')""";

    private final RoomNumbers numbers;
    private final Map<Membership.Key, Membership> memberships = new HashMap<>();
    private final Set<Long> disabled = new HashSet<>();
    private final Set<Long> guests = new HashSet<>(); // with accounts that are no members, if the batch changes rooms
    private final Set<RoomChange> ofUnknownGuests = new HashSet<>(); // add guests who are in no room with the sender

    /** Reads the memberships, before the transaction writes any of them: see {@link ChangeBatch}. */
    BatchMembers(EntityManager em, List<? extends WriteRequest> requests, RoomNumbers numbers) {
        this.numbers = numbers;
        Set<Membership.Key> keys = new HashSet<>();
        Set<Long> accounts = new HashSet<>();
        for (WriteRequest request : requests) {
            Set<Long> ofRequest = accounts(request);
            ofRequest.forEach(
                    account -> keys.add(new Membership.Key(request.room().roomId(), account)));
            accounts.addAll(ofRequest);
        }
        MembershipKeyQuery.find(em, keys).forEach(this::add);
        if (requests.stream().anyMatch(RoomChange.class::isInstance)) { // their accounts may have no membership yet
            em.createQuery(LIMITED, Object[].class)
                    .setParameter("accounts", InList.padded(accounts))
                    .getResultStream()
                    .forEach(row -> (row[1] == null ? guests : disabled).add((Long) row[0]));
        }
        for (WriteRequest request : requests) {
            if (request instanceof RoomChange change
                    && change.operation() instanceof RoomChange.Add added
                    && guests.contains(added.subject().id())
                    && MembershipQuery.sharing(
                                    em,
                                    change.sender().id(),
                                    List.of(added.subject().id()))
                            .isEmpty()) {
                ofUnknownGuests.add(change);
            }
        }
    }

    private static Set<Long> accounts(WriteRequest request) {
        Set<Long> accounts = new HashSet<>(Set.of(request.sender().id()));
        if (request.room().kind() == RoomKind.DIRECT) {
            accounts.addAll(request.room().accountIds());
        }
        if (request instanceof RoomChange change && change.operation().subject() != null) {
            accounts.add(change.operation().subject().id());
        }
        return accounts;
    }

    private void add(MembershipKeyQuery.WithAccount found) {
        add(found.membership());
        if (found.disabled()) {
            disabled.add(found.membership().getAccountId());
        }
        if (found.guest()) {
            guests.add(found.membership().getAccountId());
        }
    }

    /**
     * Checks whether the sender of a request may do this in its room.
     *
     * @throws MessageRejectedException {@code ROOM_NOT_FOUND} if the sender is no member any more; {@code NOT_ALLOWED} if the sender is
     *     disabled, if a disabled account would get a message or become a member or an owner, if a new message is in a conversation of two
     *     with a guest, or if only an owner may do it; {@code ROOM_ARCHIVED}
     */
    void check(WriteRequest request) {
        long room = request.room().roomId();
        Membership membership = find(room, request.sender().id());
        RoomAction action =
                request instanceof RoomChange change ? change.operation().action() : RoomAction.WRITE;
        action.rejection(
                        request.room().kind(),
                        membership == null ? null : membership.getRole(),
                        numbers.isArchived(room))
                .ifPresent(rejection -> {
                    throw MessageRejectedException.of(rejection);
                });
        if (request instanceof RoomChange change) {
            checkGuests(change, membership);
        }
        if (isForDisabled(request) || disabled.contains(request.sender().id())) {
            throw new MessageRejectedException(Reason.NOT_ALLOWED, "This account is disabled.");
        }
        if (request instanceof NewMessage && request.room().kind() == RoomKind.DIRECT) {
            checkDirect(request.room().accountIds());
        }
    }

    /** {@return whether the request makes a disabled account a member or an owner} */
    private boolean isForDisabled(WriteRequest request) {
        return request instanceof RoomChange change
                && (change.operation() instanceof RoomChange.Add
                        || change.operation() instanceof RoomChange.SetRole set && set.role() == RoomRole.OWNER)
                && disabled.contains(change.operation().subject().id());
    }

    private void checkDirect(Collection<Long> accounts) {
        if (accounts.stream().anyMatch(disabled::contains)) {
            throw new MessageRejectedException(
                    Reason.NOT_ALLOWED, "This account is disabled and cannot receive messages.");
        }
        if (accounts.stream().anyMatch(guests::contains)) {
            throw new MessageRejectedException(Reason.NOT_ALLOWED, "Guests have no conversations of two.");
        }
    }

    /**
     * Guests come by an invitation, or by an owner who is in another room with them: to everybody else they do not exist. They add nobody,
     * since they would see whom they add, and own no room.
     */
    private void checkGuests(RoomChange change, Membership sender) {
        RoomChange.Operation operation = change.operation();
        boolean guest = guests.contains(change.sender().id());
        if (guest && operation instanceof RoomChange.Join) {
            throw MessageRejectedException.of(RoomRejection.NOT_A_MEMBER);
        }
        if (guest && operation instanceof RoomChange.Add
                || operation instanceof RoomChange.SetRole set
                        && set.role() == RoomRole.OWNER
                        && guests.contains(set.subject().id())) {
            throw MessageRejectedException.of(RoomRejection.GUEST);
        }
        if (ofUnknownGuests.contains(change)) {
            throw MessageRejectedException.of(RoomRejection.NO_SUCH_MEMBER);
        }
        if (operation instanceof RoomChange.Add added
                && guests.contains(added.subject().id())
                && sender.getRole() != RoomRole.OWNER) {
            throw MessageRejectedException.of(RoomRejection.OWNERS_ONLY);
        }
    }

    /** Counts a new message with this sequence number as read for its sender. */
    void countOwnMessage(NewMessage draft, long seq) {
        find(draft.room().roomId(), draft.sender().id()).countOwnMessage(seq);
    }

    /** {@return the role of a request's sender, who is a member} */
    RoomRole roleOf(WriteRequest request) {
        return find(request.room().roomId(), request.sender().id()).getRole();
    }

    /** {@return whether an account that the requests name is disabled} */
    boolean isDisabled(long account) {
        return disabled.contains(account);
    }

    /** {@return a membership that the requests name, null if there is none at this point of the batch} */
    Membership find(long room, long account) {
        return memberships.get(new Membership.Key(room, account));
    }

    void add(Membership membership) {
        memberships.put(membership.key(), membership);
    }

    void remove(Membership membership) {
        memberships.remove(membership.key());
    }
}
