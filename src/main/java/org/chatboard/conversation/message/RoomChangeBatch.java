package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.MembershipsChanged;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRefusal;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.platform.database.Sql;

/**
 * Applies the changes of rooms and of their members that a batch contains, for the duration of one transaction. {@link RoomNumbers} has
 * locked the rows of the rooms, so two owners who act at once act one after the other.
 */
final class RoomChangeBatch {
    private static final String OWNERS =
            "SELECT COUNT(s) FROM Membership s WHERE s.roomId = :room AND s.role = org.chatboard.conversation.room.RoomRole.OWNER";
    private static final String MEMBERS = "SELECT COUNT(s) FROM Membership s WHERE s.roomId = :room";
    private static final String RENAME = "UPDATE room SET title = ? WHERE id = ?";
    private static final String SET_TOPIC = "UPDATE room SET topic = NULLIF(CAST(? AS VARCHAR(512)), '') WHERE id = ?";
    private static final String ARCHIVE = "UPDATE room SET archived_at = ? WHERE id = ?";
    private static final String RESTORE = "UPDATE room SET archived_at = NULL WHERE id = ?";

    private final BatchMembers members;
    private final RoomNumbers numbers;
    private final List<MembershipsChanged.Change> changed = new ArrayList<>();

    RoomChangeBatch(BatchMembers members, RoomNumbers numbers) {
        this.members = members;
        this.numbers = numbers;
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
        if (operation instanceof RoomChange.Join) {
            add(em, room, sender, now);
        } else if (operation instanceof RoomChange.Add added) {
            add(em, room, added.subject().id(), now);
        } else if (operation instanceof RoomChange.Leave) {
            leave(em, room, sender, now);
        } else if (operation instanceof RoomChange.Remove removed) {
            remove(em, room, require(room, removed.subject().id()));
        } else if (operation instanceof RoomChange.SetRole role) {
            setRole(em, room, require(room, role.subject().id()), role.role());
        } else if (operation instanceof RoomChange.Rename rename) {
            Sql.update(em, RENAME, rename.name(), room);
        } else if (operation instanceof RoomChange.SetTopic topic) {
            Sql.update(em, SET_TOPIC, topic.topic(), room);
        } else if (operation instanceof RoomChange.Archive archive) {
            archive(em, room, archive.on(), now);
        }
    }

    private void add(EntityManager em, long room, long account, Instant now) {
        if (members.find(room, account) != null) {
            throw MessageRejectedException.of(RoomRefusal.ALREADY_MEMBER);
        }
        if (count(em, MEMBERS, room) >= RoomMembers.MAX) {
            throw MessageRejectedException.of(RoomRefusal.FULL);
        }
        Membership membership = Membership.joined(numbers.state(room), account, now);
        em.persist(membership);
        members.add(membership);
        changed.add(new MembershipsChanged.Change(room, account, true));
    }

    private void leave(EntityManager em, long room, long account, Instant now) {
        Membership membership = require(room, account);
        boolean alone = count(em, MEMBERS, room) == 1;
        if (!alone && isLastOwner(em, room, membership)) {
            throw MessageRejectedException.of(RoomRefusal.LAST_OWNER);
        }
        if (alone && !numbers.isArchived(room)) {
            archive(em, room, true, now); // nobody could do it later
        }
        remove(em, room, membership);
    }

    private void remove(EntityManager em, long room, Membership membership) {
        em.remove(membership);
        members.remove(membership);
        changed.add(new MembershipsChanged.Change(room, membership.getAccountId(), false));
    }

    private void setRole(EntityManager em, long room, Membership membership, RoomRole role) {
        if (membership.getRole() == role) {
            throw MessageRejectedException.of(RoomRefusal.SAME_ROLE);
        }
        if (isLastOwner(em, room, membership)) {
            throw MessageRejectedException.of(RoomRefusal.LAST_OWNER);
        }
        membership.setRole(role);
    }

    private void archive(EntityManager em, long room, boolean on, Instant now) {
        if (numbers.isArchived(room) == on) {
            throw MessageRejectedException.of(RoomRefusal.SAME_STATE);
        }
        if (on) {
            Sql.update(em, ARCHIVE, now.toEpochMilli(), room);
        } else {
            Sql.update(em, RESTORE, room);
        }
        numbers.setArchived(room, on);
    }

    private Membership require(long room, long account) {
        Membership membership = members.find(room, account);
        if (membership == null) {
            throw MessageRejectedException.of(RoomRefusal.NO_SUCH_MEMBER);
        }
        return membership;
    }

    private boolean isLastOwner(EntityManager em, long room, Membership membership) {
        return membership.getRole() == RoomRole.OWNER && count(em, OWNERS, room) == 1;
    }

    private long count(EntityManager em, String query, long room) {
        return em.createQuery(query, Long.class).setParameter("room", room).getSingleResult();
    }

    /** {@return who has become a member, or is a member no more} */
    List<MembershipsChanged.Change> changed() {
        return changed;
    }
}
