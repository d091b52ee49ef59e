package org.chatboard.conversation.search;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.file.MessageFiles;
import org.chatboard.platform.database.Sql;

/**
 * Reads for the index what has changed in a room, as a replay does: states, not steps. Each method is one JTA transaction. The optimizer
 * overrides are for Derby, as those of {@code RoomPageQuery}.
 */
@Stateless
public class IndexSource {
    /** Most sequence numbers that one page covers. */
    static final int PAGE = 250;

    static final String ROOMS = """
            SELECT r.id, r.epoch, r.last_seq, m.id
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            room r LEFT JOIN message m --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=message_seq_uq
            ON m.room_id = r.id AND m.seq = r.last_message_seq
            WHERE r.last_seq > 0""";
    static final String ROOM = "SELECT epoch, last_seq FROM room WHERE id = ?";
    static final String NEW = """
            SELECT id, sender_id, sent_at, body, deleted_at, event, files
            FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ? AND seq > ? AND seq <= ?""";
    static final String CHANGED = """
            SELECT m.id, m.sender_id, m.sent_at, m.body, m.deleted_at, m.event, m.files
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            message_change c --DERBY-PROPERTIES constraint=message_change_pk
            JOIN message m --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=message_pk
            ON m.id = c.message_id
            WHERE c.room_id = ? AND c.seq > ? AND c.seq <= ? AND c.kind <> 'REACTION' AND m.seq <= ?""";

    @PersistenceContext
    EntityManager em;

    /**
     * A room and how far it has come.
     *
     * @param newest id of its newest message, 0 if it has none
     */
    public record Head(long room, RoomPosition position, long newest) {}

    /**
     * What has changed in a room.
     *
     * @param isAnew whether the index must forget what it has of the room, since the room does not go on from its position
     * @param to the position that these changes lead to
     * @param isLast whether there were no more when they were read
     */
    public record Changes(boolean isAnew, List<IndexedMessage> messages, RoomPosition to, boolean isLast) {}

    private record Row(long id, long sender, long sentAt, String body, boolean deleted, boolean event, int files) {
        static Row of(ResultSet row) throws SQLException {
            long id = row.getLong(1);
            long sender = row.getLong(2);
            long sentAt = row.getLong(3);
            String body = row.getString(4);
            boolean deleted = row.getObject(5) != null;
            return new Row(id, sender, sentAt, body, deleted, row.getString(6) != null, row.getInt(7));
        }

        IndexedMessage toMessage(List<String> fileNames, boolean isNew) {
            return new IndexedMessage(id, sender, sentAt, deleted ? null : body, fileNames, isNew);
        }
    }

    /** {@return all rooms that have lines, those with the newest messages first} */
    public List<Head> rooms() {
        List<Head> heads = new ArrayList<>(Sql.query(
                em,
                ROOMS,
                List.of(),
                row -> new Head(row.getLong(1), new RoomPosition(row.getString(2), row.getLong(3)), row.getLong(4))));
        heads.sort((one, other) -> Long.compare(other.newest(), one.newest()));
        return heads;
    }

    /**
     * {@return the next changes of a room behind a position, and the messages of {@value #PAGE} sequence numbers at most}
     *
     * @param from what the index has
     */
    public Changes after(long room, RoomPosition from) {
        RoomPosition last = Sql.query(
                        em, ROOM, List.of(room), row -> new RoomPosition(row.getString(1), row.getLong(2)))
                .get(0); // read first: all up to this number is committed and can be read
        boolean same = from.leadsTo(last);
        long start = same ? from.seq() : 0;
        long end = Math.min(start + PAGE, last.seq());
        if (end <= start) {
            return new Changes(!same, List.of(), last, true);
        }
        List<Row> added = Sql.query(em, NEW, List.of(room, start, end), Row::of);
        List<Row> changed = start == 0 ? List.of() : Sql.query(em, CHANGED, List.of(room, start, end, start), Row::of);
        Map<Long, List<String>> names = fileNames(added, changed);
        List<IndexedMessage> messages = new ArrayList<>();
        Set<Long> once = new HashSet<>(); // a message that was changed twice
        changed.stream()
                .filter(row -> once.add(row.id()))
                .forEach(row -> messages.add(row.toMessage(names.getOrDefault(row.id(), List.of()), false)));
        added.stream()
                .filter(row -> !row.event() && !row.deleted())
                .forEach(row -> messages.add(row.toMessage(names.getOrDefault(row.id(), List.of()), true)));
        return new Changes(!same, messages, new RoomPosition(last.epoch(), end), end == last.seq());
    }

    private Map<Long, List<String>> fileNames(List<Row> added, List<Row> changed) {
        List<Long> withFiles = Stream.of(added, changed)
                .flatMap(List::stream)
                .filter(row -> row.files() > 0)
                .map(Row::id)
                .toList();
        Map<Long, List<String>> names = new HashMap<>();
        MessageFiles.of(em, withFiles)
                .forEach((message, files) ->
                        names.put(message, files.stream().map(FileDto::name).toList()));
        return names;
    }
}
