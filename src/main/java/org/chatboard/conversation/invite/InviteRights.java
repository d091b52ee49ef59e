package org.chatboard.conversation.invite;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chatboard.conversation.room.MembershipQuery;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRejection;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.AccountService;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * Decides who may invite into a room: its owners, and administrators who are members. An invitation is valid only while its inviter may,
 * so that an owner who was removed or disabled does not come back by a link. Each method is one JTA transaction.
 */
@Stateless
public class InviteRights {
    private static final String ROOM = "SELECT r.title, r.kind, r.archivedAt FROM Room r WHERE r.id = :room";

    private static final String TITLES = "SELECT r.id, r.title FROM Room r WHERE r.id IN :rooms";

    /** Changes nothing, but locks the row as the room writers do. */
    private static final String LOCK = "UPDATE room SET last_seq = last_seq WHERE id = ?";

    @PersistenceContext
    EntityManager em;

    @Inject
    AccountService accounts;

    /** A room as far as invitations need it. */
    private record RoomRow(String title, RoomKind kind, boolean archived) {}

    /** {@return why an account may not invite into a room, empty if it may} */
    public Optional<RoomRejection> rejection(long room, long account) {
        return find(room).map(row -> rejection(room, row, account)).orElse(Optional.of(RoomRejection.NOT_A_MEMBER));
    }

    /** {@return the name of a room; empty if the account may not invite into it} */
    public Optional<String> name(long room, long account) {
        return find(room).filter(row -> rejection(room, row, account).isEmpty()).map(RoomRow::title);
    }

    /** {@return the names of rooms by their ids; the caller decides who may see them} */
    public Map<Long, String> titles(Collection<Long> rooms) {
        return rooms.isEmpty()
                ? Map.of()
                : em.createQuery(TITLES, Object[].class)
                        .setParameter("rooms", InList.padded(rooms))
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (Long) row[0], row -> (String) row[1]));
    }

    /** Locks the row of a room until the caller's transaction ends. {@return whether the account may invite into it} */
    public boolean lock(long room, long account) {
        Sql.update(em, LOCK, room);
        return rejection(room, account).isEmpty();
    }

    private Optional<RoomRow> find(long room) {
        return em.createQuery(ROOM, Object[].class)
                .setParameter("room", room)
                .getResultStream()
                .findFirst()
                .map(row -> new RoomRow((String) row[0], (RoomKind) row[1], row[2] != null));
    }

    private Optional<RoomRejection> rejection(long room, RoomRow row, long account) {
        boolean enabled = !accounts.enabledPersons(List.of(account)).isEmpty();
        RoomRole role = enabled ? MembershipQuery.role(em, room, account).orElse(null) : null;
        boolean administrator = role == RoomRole.MEMBER && accounts.isAdministrator(account);
        return RoomAction.INVITE.rejection(row.kind(), administrator ? RoomRole.OWNER : role, row.archived());
    }
}
