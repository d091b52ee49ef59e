package org.chatboard.conversation.room;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chatboard.platform.database.InList;

/** Finds and makes rooms. Each method is one JTA transaction; {@link RoomCache} asks it once a room. */
@Stateless
public class RoomService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    /** {@return who is in a room, empty where there is no such room} */
    public Optional<RoomMembers> members(long roomId) {
        return Optional.ofNullable(em.find(Room.class, roomId)).map(this::membersOf);
    }

    /** {@return the conversation of two people, empty where none has written yet} */
    public Optional<RoomMembers> findDirect(long oneAccountId, long otherAccountId) {
        return em.createNamedQuery(Room.ID_BY_DIRECT_KEY, Long.class)
                .setParameter("key", Room.directKey(oneAccountId, otherAccountId))
                .getResultStream()
                .findFirst()
                .flatMap(this::members);
    }

    /** {@return ids of the conversations of one person with some others, in no order} */
    public List<Long> idsOfDirects(long oneAccountId, Collection<Long> otherAccountIds) {
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
     * Makes the conversation of two people.
     *
     * @throws jakarta.ejb.EJBException where somebody else made it at the same moment, or there is no such account
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public RoomMembers makeDirect(long oneAccountId, long otherAccountId) {
        Room room = Room.direct(oneAccountId, otherAccountId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        em.persist(room);
        em.flush(); // the room's row before those that refer to it
        List<Long> accounts = List.of(Math.min(oneAccountId, otherAccountId), Math.max(oneAccountId, otherAccountId));
        accounts.forEach(account -> em.persist(new Membership(room.getId(), account)));
        return new RoomMembers(room.getId(), RoomKind.DIRECT, accounts);
    }

    private RoomMembers membersOf(Room room) {
        List<Long> accounts = em.createNamedQuery(Membership.ACCOUNTS_OF_ROOM, Long.class)
                .setParameter("room", room.getId())
                .getResultList();
        return new RoomMembers(room.getId(), room.getKind(), List.copyOf(accounts));
    }
}
