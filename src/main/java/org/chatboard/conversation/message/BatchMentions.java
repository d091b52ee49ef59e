package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.chatboard.conversation.mention.MentionRows;
import org.chatboard.conversation.mention.MentionRules;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.mention.WrittenMentions;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.platform.config.Limits;

/**
 * Decides whom the messages of a batch mention, and collects the rows of their mentions and answers, for the duration of one transaction.
 * Messages without an {@code @} that answer nothing cost no statement.
 */
final class BatchMentions {
    private static final Duration DAY = Duration.ofDays(1);

    private final Limits limits;

    /** By identity, since a hash of the record covers the whole text and the ids of all members of the room. */
    private final Map<NewMessage, WrittenMentions> written = new IdentityHashMap<>();

    private final Map<Long, Map<String, Long>> membersByRoom = new HashMap<>();
    private final Map<Long, Boolean> largeRooms = new HashMap<>();
    private final Map<Long, Long> sentToAll = new HashMap<>();
    private final List<MentionRows.Row> rows = new ArrayList<>();
    private final List<MentionRows.OfAll> ofAll = new ArrayList<>();

    /** Reads the members that the messages name, before the transaction writes any membership: see {@link ChangeBatch}. */
    BatchMentions(EntityManager em, List<? extends WriteRequest> requests, Instant now, Limits limits) {
        this.limits = limits;
        Map<Long, Set<String>> namesByRoom = new HashMap<>();
        for (WriteRequest request : requests) {
            if (request instanceof NewMessage draft) {
                WrittenMentions found = MentionRules.find(draft.text());
                if (!found.isEmpty()) {
                    written.put(draft, found);
                    long room = draft.room().roomId();
                    found.names().forEach(names -> namesByRoom
                            .computeIfAbsent(room, any -> new HashSet<>())
                            .addAll(names));
                    if (found.all()) {
                        largeRooms.computeIfAbsent(
                                room, any -> MentionRows.hasMoreMembers(em, room, limits.allMembers()));
                        sentToAll.computeIfAbsent(
                                draft.sender().id(),
                                sender -> MentionRows.sentToAll(
                                        em, sender, now.minus(DAY).toEpochMilli()));
                    }
                }
            }
        }
        namesByRoom.forEach((room, names) -> membersByRoom.put(room, MentionRows.members(em, room, names)));
    }

    /**
     * Decides whom a message mentions.
     *
     * @param role role of the sender
     * @param removed whether a member of the room was removed earlier in the batch
     */
    Mentions decide(NewMessage draft, RoomRole role, LongPredicate removed) {
        WrittenMentions found = written.get(draft);
        if (found == null) {
            return Mentions.NONE;
        }
        Map<String, Long> members = membersByRoom.getOrDefault(draft.room().roomId(), Map.of());
        List<Long> accounts = found.names().stream()
                .map(names -> names.stream()
                        .map(members::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .filter(account -> account != null && account != draft.sender().id() && !removed.test(account))
                .distinct()
                .limit(Mentions.MAX)
                .toList();
        return new Mentions(accounts, found.all() && mayMentionAll(draft, role));
    }

    private boolean mayMentionAll(NewMessage draft, RoomRole role) {
        if (role == RoomRole.OWNER) {
            return true;
        }
        boolean isAllowed = draft.room().kind() == RoomKind.DIRECT
                || !largeRooms.get(draft.room().roomId());
        boolean isLimited = limits.allPerDay() > 0;
        return isAllowed && (!isLimited || sentToAll.merge(draft.sender().id(), 1L, Long::sum) <= limits.allPerDay());
    }

    /**
     * Collects the rows of a stored message.
     *
     * @param answered account id of the sender of the message that it answers, null for none
     */
    void add(MessageDto message, Long answered) {
        for (long account : message.mentions().accounts()) {
            rows.add(row(message, account, MentionRows.Reason.MENTION));
        }
        if (answered != null
                && answered != message.sender().id()
                && !message.mentions().accounts().contains(answered)) {
            rows.add(row(message, answered, MentionRows.Reason.REPLY));
        }
        if (message.mentions().all()) {
            ofAll.add(new MentionRows.OfAll(
                    message.roomId(),
                    message.seq(),
                    message.id(),
                    message.sender().id(),
                    message.sentAt().toEpochMilli()));
        }
    }

    private static MentionRows.Row row(MessageDto message, long account, MentionRows.Reason reason) {
        return new MentionRows.Row(message.id(), account, message.roomId(), message.seq(), reason);
    }

    /** {@return whether there are rows to store} */
    boolean isEmpty() {
        return rows.isEmpty() && ofAll.isEmpty();
    }

    /** Stores the rows. Messages and memberships must be written before. */
    void store(EntityManager em) {
        MentionRows.insert(em, rows, ofAll);
    }
}
