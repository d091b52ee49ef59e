package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRejection;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;
import org.chatboard.platform.image.PreparedPicture;

/**
 * Applies the changes of rooms and of their members that a batch contains, for the duration of one transaction. {@link RoomNumbers} has
 * locked the rows of the rooms, so two owners who act at once act one after the other.
 */
final class RoomChangeBatch {
    private static final String COUNTS = """
            SELECT s.roomId, s.role, COUNT(s.accountId), COUNT(a.disabledAt)
            FROM Membership s JOIN Account a ON a.id = s.accountId WHERE s.roomId IN :rooms GROUP BY s.roomId, s.role""";
    private static final String RENAME = "UPDATE room SET title = ? WHERE id = ?";
    private static final String SET_TOPIC = "UPDATE room SET topic = NULLIF(CAST(? AS VARCHAR(512)), '') WHERE id = ?";
    private static final String SET_PICTURE = "UPDATE room SET picture = ? WHERE id = ?";
    private static final String REMOVE_PICTURE = "UPDATE room SET picture = NULL WHERE id = ?";
    private static final String ARCHIVE = "UPDATE room SET archived_at = ? WHERE id = ?";
    private static final String RESTORE = "UPDATE room SET archived_at = NULL WHERE id = ?";

    private final BatchMembers members;
    private final RoomNumbers numbers;
    private final ContentService contents;
    private final Map<Long, Counts> counts = new HashMap<>();
    private final Set<Membership.Key> removed = new HashSet<>();
    private final Set<Long> changedRooms = new HashSet<>();
    private final List<MembershipsChanged.Change> changes = new ArrayList<>();

    /** How many members a room has at this point of the batch, how many of them are enabled, and how many of those are owners. */
    private static final class Counts {
        private long members;
        private long enabled;
        private long owners;

        void add(RoomRole role, long number, long numberEnabled) {
            members += number;
            enabled += numberEnabled;
            owners += role == RoomRole.OWNER ? numberEnabled : 0;
        }
    }

    /** Counts the members of the rooms that the batch changes, before the transaction writes any of them: see {@link ChangeBatch}. */
    RoomChangeBatch(
            EntityManager em,
            List<? extends WriteRequest> requests,
            BatchMembers members,
            RoomNumbers numbers,
            ContentService contents) {
        this.members = members;
        this.numbers = numbers;
        this.contents = contents;
        for (WriteRequest request : requests) {
            if (request instanceof RoomChange) {
                counts.put(request.room().roomId(), new Counts());
            }
        }
        if (!counts.isEmpty()) {
            em.createQuery(COUNTS, Object[].class)
                    .setParameter("rooms", InList.padded(counts.keySet()))
                    .getResultStream()
                    .forEach(row -> counts.get((Long) row[0])
                            .add((RoomRole) row[1], (Long) row[2], (Long) row[2] - (Long) row[3]));
        }
    }

    /**
     * Applies a change that {@link BatchMembers} has allowed.
     *
     * @throws MessageRejectedException if the state of the room does not allow it; nothing is changed then
     */
    void apply(EntityManager em, RoomChange change, Instant now) {
        long room = change.room().roomId();
        long sender = change.sender().id();
        RoomChange.Operation operation = change.operation();
        if (operation instanceof RoomChange.Join || operation instanceof RoomChange.JoinInvited) {
            add(em, room, sender, now);
        } else if (operation instanceof RoomChange.Add added) {
            add(em, room, added.subject().id(), now);
        } else if (operation instanceof RoomChange.Leave) {
            leave(em, room, sender, now);
        } else if (operation instanceof RoomChange.Remove removed) {
            remove(em, room, require(room, removed.subject().id()));
        } else if (operation instanceof RoomChange.SetRole role) {
            setRole(room, require(room, role.subject().id()), role.role());
        } else if (operation instanceof RoomChange.Rename rename) {
            Sql.update(em, RENAME, rename.name(), room);
        } else if (operation instanceof RoomChange.SetTopic topic) {
            Sql.update(em, SET_TOPIC, topic.topic(), room);
        } else if (operation instanceof RoomChange.SetPicture picture) {
            setPicture(em, room, picture.picture());
        } else if (operation instanceof RoomChange.Archive archive) {
            archive(em, room, archive.on(), now);
        }
    }

    private void setPicture(EntityManager em, long room, PreparedPicture picture) {
        if (picture == null) {
            Sql.update(em, REMOVE_PICTURE, room);
        } else {
            contents.use(picture.file(), picture.sha256(), picture.size());
            Sql.update(em, SET_PICTURE, picture.sha256(), room);
        }
    }

    private void add(EntityManager em, long room, long account, Instant now) {
        if (members.find(room, account) != null) {
            throw MessageRejectedException.of(RoomRejection.ALREADY_MEMBER);
        }
        if (counts.get(room).members >= RoomMembers.MAX) {
            throw MessageRejectedException.of(RoomRejection.FULL);
        }
        Membership membership = Membership.joined(numbers.state(room), account, now);
        if (removed.contains(membership.key())) {
            em.flush(); // EclipseLink inserts before it deletes
        }
        em.persist(membership);
        members.add(membership);
        count(membership, 1);
        changedRooms.add(room);
        changes.add(new MembershipsChanged.Change(room, account, true));
    }

    private void leave(EntityManager em, long room, long account, Instant now) {
        Membership membership = require(room, account);
        boolean alone = counts.get(room).enabled == 1;
        if (!alone && isLastOwner(room, membership)) {
            throw MessageRejectedException.of(RoomRejection.LAST_OWNER);
        }
        if (alone && !numbers.isArchived(room)) {
            archive(em, room, true, now); // nobody could do it later
        }
        remove(em, room, membership);
    }

    private void remove(EntityManager em, long room, Membership membership) {
        em.remove(membership);
        removed.add(membership.key());
        members.remove(membership);
        count(membership, -1);
        changedRooms.add(room);
        changes.add(new MembershipsChanged.Change(room, membership.getAccountId(), false));
    }

    private void setRole(long room, Membership membership, RoomRole role) {
        if (membership.getRole() == role) {
            throw MessageRejectedException.of(RoomRejection.SAME_ROLE);
        }
        if (isLastOwner(room, membership)) {
            throw MessageRejectedException.of(RoomRejection.LAST_OWNER);
        }
        count(membership, -1);
        membership.setRole(role);
        count(membership, 1);
        changedRooms.add(room);
    }

    private void archive(EntityManager em, long room, boolean on, Instant now) {
        if (numbers.isArchived(room) == on) {
            throw MessageRejectedException.of(RoomRejection.SAME_STATE);
        }
        if (on) {
            Sql.update(em, ARCHIVE, now.toEpochMilli(), room);
        } else {
            Sql.update(em, RESTORE, room);
        }
        numbers.setArchived(room, on);
        changedRooms.add(room);
    }

    /** {@return whether a member was removed in this batch, or has left} */
    boolean isRemoved(long room, long account) {
        return removed.contains(new Membership.Key(room, account));
    }

    private Membership require(long room, long account) {
        Membership membership = members.find(room, account);
        if (membership == null) {
            throw MessageRejectedException.of(RoomRejection.NO_SUCH_MEMBER);
        }
        return membership;
    }

    private void count(Membership membership, int number) {
        counts.get(membership.getRoomId())
                .add(membership.getRole(), number, members.isDisabled(membership.getAccountId()) ? 0 : number);
    }

    /** {@return whether this is the last owner who can act: a disabled owner cannot} */
    private boolean isLastOwner(long room, Membership membership) {
        return membership.getRole() == RoomRole.OWNER
                && !members.isDisabled(membership.getAccountId())
                && counts.get(room).owners == 1;
    }

    /** {@return what has changed for the members of the rooms} */
    MembershipsChanged changed() {
        return new MembershipsChanged(changedRooms, changes);
    }
}
