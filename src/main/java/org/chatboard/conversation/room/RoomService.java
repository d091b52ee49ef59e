package org.chatboard.conversation.room;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chatboard.platform.database.InList;

/** Finds and creates rooms. Each method is one JTA transaction. {@link RoomCache} caches the results. */
@Stateless
public class RoomService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    /** {@return the members of a room, empty if the room does not exist} */
    public Optional<RoomMembers> members(long roomId) {
        return Optional.ofNullable(em.find(Room.class, roomId)).map(this::membersOf);
    }

    /** {@return the direct room of two accounts, empty until one of them has written} */
    public Optional<RoomMembers> findDirect(long oneAccountId, long otherAccountId) {
        return em.createNamedQuery(Room.ID_BY_DIRECT_KEY, Long.class)
                .setParameter("key", Room.directKey(oneAccountId, otherAccountId))
                .getResultStream()
                .findFirst()
                .flatMap(this::members);
    }

    /** {@return ids of the direct rooms of an account with other accounts, in no particular order} */
    public List<Long> findDirectIds(long oneAccountId, Collection<Long> otherAccountIds) {
        if (otherAccountIds.isEmpty()) {
            return List.of();
        }
        List<String> keys = otherAccountIds.stream()
                .map(other -> Room.directKey(oneAccountId, other))
                .toList();
        return em.createNamedQuery(Room.IDS_BY_DIRECT_KEYS, Long.class)
                .setParameter("keys", InList.padded(keys))
                .getResultList();
    }

    /**
     * Creates the direct room of two accounts, in a transaction of its own.
     *
     * @throws jakarta.ejb.EJBException if another transaction created the room at the same moment or an account does not exist
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public RoomMembers createDirect(long oneAccountId, long otherAccountId) {
        Room room = Room.direct(oneAccountId, otherAccountId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        em.persist(room);
        em.flush(); // inserts the room before the memberships that refer to it
        List<Long> accounts = List.of(Math.min(oneAccountId, otherAccountId), Math.max(oneAccountId, otherAccountId));
        accounts.forEach(
                account -> em.persist(new Membership(room.getId(), account, RoomRole.MEMBER, room.createdAt())));
        return RoomMembers.direct(room.getId(), accounts);
    }

    /**
     * Creates a named room in the caller's transaction, which stores its first room event under {@link RoomState#FIRST_EVENT}.
     *
     * @param topic the topic, null for none
     * @param members account ids of the other members
     * @return the room with its owner and members
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public RoomMembers createNamed(
            RoomKind kind, String name, String topic, long owner, Collection<Long> members, Instant createdAt) {
        Room room = Room.named(kind, name, topic, createdAt);
        em.persist(room);
        em.flush(); // inserts the room before the memberships that refer to it
        SortedSet<Long> accounts = new TreeSet<>(members);
        accounts.add(owner);
        accounts.forEach(account -> em.persist(new Membership(
                room.getId(), account, account == owner ? RoomRole.OWNER : RoomRole.MEMBER, room.createdAt())));
        return new RoomMembers(room.getId(), kind, List.copyOf(accounts), Set.of(owner), false);
    }

    private RoomMembers membersOf(Room room) {
        List<Long> accounts = new ArrayList<>();
        Set<Long> owners = new HashSet<>();
        em.createNamedQuery(Membership.ROLES_IN_ROOM, Object[].class)
                .setParameter("room", room.getId())
                .getResultStream()
                .forEach(row -> {
                    accounts.add((Long) row[0]);
                    if (row[1] == RoomRole.OWNER) {
                        owners.add((Long) row[0]);
                    }
                });
        return new RoomMembers(
                room.getId(), room.getKind(), List.copyOf(accounts), Set.copyOf(owners), room.isArchived());
    }
}
