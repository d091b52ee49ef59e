package org.chatboard.conversation.room;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.database.InList;

/** Looks at the row of a membership in the caller's transaction. */
public final class MembershipQuery {
    private static final String COUNT =
            "SELECT COUNT(s) FROM Membership s WHERE s.roomId = :room AND s.accountId = :account";

    private static final String ROLE =
            "SELECT s.role FROM Membership s WHERE s.roomId = :room AND s.accountId = :account";

    private static final String STATE = "SELECT r.kind, r.archivedAt FROM Room r WHERE r.id = :room";
    private static final String SHARING = """
            SELECT DISTINCT s.accountId FROM Membership own JOIN Membership s ON s.roomId = own.roomId
            WHERE own.accountId = :account AND s.accountId IN :others""";

    private MembershipQuery() {}

    /** {@return those of some accounts who are in a room with another account} */
    public static Set<Long> sharing(EntityManager em, long accountId, Collection<Long> others) {
        return others.isEmpty()
                ? Set.of()
                : em.createQuery(SHARING, Long.class)
                        .setParameter("account", accountId)
                        .setParameter("others", InList.padded(others))
                        .getResultStream()
                        .collect(Collectors.toSet());
    }

    /** {@return the role of an account in a room, empty if it is no member} */
    public static Optional<RoomRole> role(EntityManager em, long roomId, long accountId) {
        return em.createQuery(ROLE, RoomRole.class)
                .setParameter("room", roomId)
                .setParameter("account", accountId)
                .getResultStream()
                .findFirst();
    }

    /**
     * Checks that an account is a member of a room now. A transaction that has read messages calls this afterwards: a removal is committed
     * together with the messages behind it or before them, so nobody reads those who is no member any more.
     *
     * @throws RoomNotFoundException if it is not
     */
    public static void require(EntityManager em, long roomId, long accountId) {
        Long count = em.createQuery(COUNT, Long.class)
                .setParameter("room", roomId)
                .setParameter("account", accountId)
                .getSingleResult();
        if (count == 0) {
            throw new RoomNotFoundException();
        }
    }

    /**
     * Checks that an account may see the members of a room now, as {@link RoomAccess} does. A transaction that has read them calls this
     * afterwards, for the reason that {@link #require} has.
     *
     * @throws RoomNotFoundException if it may not
     */
    public static void requireSightOfMembers(EntityManager em, long roomId, SignedInAccount viewer) {
        RoomRole role = role(em, roomId, viewer.accountId()).orElse(null);
        Object[] state = em.createQuery(STATE, Object[].class)
                .setParameter("room", roomId)
                .getSingleResult();
        boolean foreignToGuest = viewer.isGuest() && role == null;
        if (foreignToGuest
                || RoomAction.SEE_MEMBERS
                        .rejection((RoomKind) state[0], role, state[1] != null)
                        .isPresent()) {
            throw new RoomNotFoundException();
        }
    }
}
