package org.chatboard.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.chatboard.testing.TestDatabase;

/**
 * Fills the database of a stopped server with accounts, rooms and one year of messages. Ids, sequence numbers and counters
 * are consistent. The server's own migrations create the tables. A database can be filled only once, since all ids start at 1.
 */
final class DatabaseFiller implements AutoCloseable {
    /** Number of the newest message of each named room. */
    static final int MESSAGES_OF_NAMED_ROOM = 1;

    private static final int STEP = 50; // allocation size of the sequences of the schema
    private static final int BATCH = 1_000;
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final String INSERT_MEMBERSHIP =
            "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version) VALUES (?, ?, ?, ?, ?, 1)";
    private static final String INSERT_MESSAGE =
            "INSERT INTO message (" + FilledMessages.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final TestDatabase database;
    private final Connection connection;
    private final long now = System.currentTimeMillis();

    /** @param database an empty database */
    DatabaseFiller(TestDatabase database) throws SQLException {
        this.database = database;
        database.migrate("4"); // the last version before the first Java migration; the server runs the rest
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    /** Creates accounts, each with a sign-in. */
    List<FilledAccount> people(int count) throws SQLException {
        List<FilledAccount> accounts = new ArrayList<>();
        try (PreparedStatement account = connection.prepareStatement("INSERT INTO account (id, username, display_name,"
                        + " name_key, password_hash, role, created_at) VALUES (?, ?, ?, ?, 'none', 'USER', ?)");
                PreparedStatement signIn =
                        connection.prepareStatement("INSERT INTO sign_in (id, token_hash, account_id,"
                                + " created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (long id = 1; id <= count; id++) {
                String token = UUID.randomUUID().toString();
                String name = "account" + id;
                add(account, id, name, "The " + name, "the " + name, now - YEAR);
                add(
                        signIn,
                        id,
                        hash(token),
                        id,
                        now,
                        now,
                        now + Duration.ofDays(1).toMillis());
                accounts.add(new FilledAccount(id, "CHATBOARD_SIGN_IN=" + token));
            }
            account.executeBatch();
            signIn.executeBatch();
        }
        restart("account_seq", count);
        restart("sign_in_seq", count);
        connection.commit();
        return accounts;
    }

    /** Creates rooms with the counters of their messages, which {@link #write} inserts. */
    void rooms(List<FilledRoom> drafts) throws SQLException {
        try (PreparedStatement room = connection.prepareStatement(
                        "INSERT INTO room (id, kind, direct_key, last_seq,"
                                + " message_count, last_message_seq, epoch, version, created_at) VALUES (?, 'DIRECT', ?, ?, ?, ?, ?, 1, ?)");
                PreparedStatement membership = connection.prepareStatement(INSERT_MEMBERSHIP)) {
            for (FilledRoom draft : drafts) {
                long count = draft.messages();
                add(room, draft.id(), key(draft), count, count, count, draft.epoch(), now - YEAR);
                add(membership, draft.id(), draft.one().id(), count, count, count);
                add(membership, draft.id(), draft.other().id(), count, count, count);
            }
            room.executeBatch();
            membership.executeBatch();
        }
        restart("room_seq", drafts.size());
        connection.commit();
    }

    /**
     * Creates private rooms, whose ids are 1, 2, 3 … Each has {@value #MESSAGES_OF_NAMED_ROOM} message, since a migration removes named rooms
     * without any.
     *
     * @param members the members of each room
     */
    void namedRooms(List<List<FilledAccount>> members) throws SQLException {
        try (PreparedStatement room = connection.prepareStatement(
                        "INSERT INTO room (id, kind, title, last_seq, message_count,"
                                + " last_message_seq, epoch, version, created_at) VALUES (?, 'GROUP', ?, ?, ?, ?, ?, 1, ?)");
                PreparedStatement membership = connection.prepareStatement(INSERT_MEMBERSHIP);
                PreparedStatement message = connection.prepareStatement(INSERT_MESSAGE)) {
            for (long id = 1; id <= members.size(); id++) {
                List<FilledAccount> ofRoom = members.get((int) id - 1);
                long count = MESSAGES_OF_NAMED_ROOM;
                add(room, id, "Room " + id, count, count, count, "epoch" + id, now - YEAR);
                add(message, id, id, count, count, ofRoom.get(0).id(), "first" + id, "Hello", now - YEAR);
                for (FilledAccount member : ofRoom) {
                    add(membership, id, member.id(), count, count, count);
                }
            }
            room.executeBatch();
            membership.executeBatch();
            message.executeBatch();
        }
        restart("room_seq", members.size());
        restart("message_seq", members.size());
        connection.commit();
    }

    private static String key(FilledRoom room) {
        long one = room.one().id();
        long other = room.other().id();
        return Math.min(one, other) + ":" + Math.max(one, other);
    }

    /** Inserts the messages of all rooms. @return their number */
    long write(List<FilledRoom> rooms) throws SQLException {
        return write(rooms, null);
    }

    /** Inserts the messages of all rooms. @param texts the text of each message by its id, null for the usual text. @return their number */
    long write(List<FilledRoom> rooms, LongFunction<String> texts) throws SQLException {
        FilledMessages.of(rooms, texts);
        if (database.isDerby()) {
            writeByTableFunction();
        } else {
            writeInBatches();
        }
        long total = FilledMessages.count(rooms);
        restart("message_seq", total);
        connection.commit();
        return total;
    }

    /** One statement, which Derby runs as a bulk insert. */
    private void writeByTableFunction() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE FUNCTION filled() RETURNS TABLE (id BIGINT, room_id BIGINT, seq BIGINT, ordinal BIGINT,"
                            + " sender_id BIGINT, cid VARCHAR(64), body VARCHAR(16000), sent_at BIGINT) LANGUAGE JAVA"
                            + " PARAMETER STYLE DERBY_JDBC_RESULT_SET NO SQL EXTERNAL NAME '"
                            + FilledMessages.class.getName() + ".rows'");
            statement.execute("INSERT INTO message (" + FilledMessages.COLUMNS + ") SELECT " + FilledMessages.COLUMNS
                    + " FROM TABLE (filled()) f");
            statement.execute("DROP FUNCTION filled");
        }
    }

    private void writeInBatches() throws SQLException {
        try (ResultSet rows = FilledMessages.rows();
                PreparedStatement message = connection.prepareStatement(INSERT_MESSAGE)) {
            for (int inserted = 1; rows.next(); inserted++) {
                add(
                        message,
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getLong(8));
                if (inserted % BATCH == 0) {
                    message.executeBatch();
                }
            }
            message.executeBatch();
        }
    }

    /**
     * Restarts a sequence after the used ids. The server takes {@value #STEP} ids at once; the sequence returns the last one.
     */
    private void restart(String sequence, long used) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SEQUENCE " + sequence + " RESTRICT");
            statement.execute(
                    "CREATE SEQUENCE " + sequence + " AS BIGINT START WITH " + (used + STEP) + " INCREMENT BY " + STEP);
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Releases the database, so that the server can open it. */
    @Override
    public void close() throws SQLException {
        connection.close();
        if (!database.isDerby()) {
            vacuum(); // else the database would do it some time during the measurement
        }
        database.release();
    }

    private void vacuum() throws SQLException {
        try (Connection own = database.connect();
                Statement statement = own.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
    }
}
