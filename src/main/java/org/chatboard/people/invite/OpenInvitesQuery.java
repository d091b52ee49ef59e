package org.chatboard.people.invite;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.people.account.Person;
import org.chatboard.platform.database.Sql;
import org.chatboard.platform.support.IsoTime;

/** Reads the open invitations, newest first, in the caller's transaction. */
final class OpenInvitesQuery {
    /**
     * The overrides make Derby read an index in the order of the list. Without them it reads and sorts all invitations. PostgreSQL reads
     * them as comments.
     */
    private static final String SELECT = """
            SELECT i.id, a.id, a.username, a.display_name, a.avatar, i.room_id, i.guest, i.uses, i.uses_left, i.created_at, i.expires_at
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            invite i --DERBY-PROPERTIES index=%s
            JOIN account a --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=account_pk
            ON a.id = i.account_id
            WHERE %s i.id < ? AND i.revoked_at IS NULL AND i.expires_at > ? AND i.uses_left > 0
            ORDER BY i.id DESC FETCH FIRST %d ROWS ONLY""";

    private OpenInvitesQuery() {}

    /** {@return the SQL for all invitations} Its parameters: the id before which the page begins, the time. */
    static String ofAll(int limit) {
        return SELECT.formatted("invite_newest_ix", "", limit);
    }

    /** {@return the SQL for the invitations of an account} Its parameters: the account, and those of {@link #ofAll}. */
    static String ofAccount(int limit) {
        return SELECT.formatted("invite_account_newest_ix", "i.account_id = ? AND", limit);
    }

    /** {@return the SQL for the invitations into a room} Its parameters: the room, and those of {@link #ofAll}. */
    static String ofRoom(int limit) {
        return SELECT.formatted("invite_room_newest_ix", "i.room_id = ? AND", limit);
    }

    /** {@return the open invitations into a room; of an account if the room is null; all if both are null} */
    static List<InviteEntry> read(EntityManager em, Long madeBy, Long room, long before, Instant now, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(before, now.toEpochMilli()));
        if (room != null) {
            parameters.add(0, room);
        } else if (madeBy != null) {
            parameters.add(0, madeBy);
        }
        String sql = room != null ? ofRoom(limit) : madeBy != null ? ofAccount(limit) : ofAll(limit);
        return Sql.query(em, sql, parameters, row -> {
            Person maker = new Person(row.getLong(2), row.getString(3), row.getString(4), row.getString(5));
            return new InviteEntry(
                    row.getLong(1),
                    maker.id(),
                    maker,
                    row.getObject(6, Long.class),
                    null,
                    row.getBoolean(7),
                    row.getLong(8),
                    row.getLong(9),
                    IsoTime.of(Instant.ofEpochMilli(row.getLong(10))),
                    IsoTime.of(Instant.ofEpochMilli(row.getLong(11))));
        });
    }
}
