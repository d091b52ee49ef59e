package org.chatboard.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.chatboard.people.name.R__Search_words;
import org.chatboard.platform.environment.DatabaseCredentials;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the schema on a new Derby and on a new PostgreSQL database. */
class MigrationIT {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final List<String> ROWS = List.of(
            "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                    + " VALUES (1, 'ann', 'Ann', 'ann', '-', 'USER', 0), (2, 'bob', 'Bob', 'bob', '-', 'USER', 0)",
            "INSERT INTO room (id, kind, direct_key, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                    + " VALUES (1, 'DIRECT', '1:2', 1, 1, 1, 'e', 1, 0), (2, 'PRIVATE', NULL, 1, 1, 1, 'e', 1, 0)",
            "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version)"
                    + " VALUES (1, 1, 0, 0, 0, 1)",
            message(1, 1, 1, 1, 1, "c"),
            change(2, 1, "e"),
            reaction(1, "x", 1));

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static DataSource derby;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.get();
        EmbeddedDataSource embedded = new EmbeddedDataSource();
        embedded.setDatabaseName(folder.resolve("db").toString());
        embedded.setCreateDatabase("create");
        derby = embedded;
    }

    @AfterAll
    static void stop() {
        EmbeddedDataSource embedded = (EmbeddedDataSource) derby;
        embedded.setShutdownDatabase("shutdown");
        assertThatThrownBy(embedded::getConnection)
                .isInstanceOf(SQLException.class); // Derby reports a successful drop by an exception
    }

    private static Stream<DataSource> databases() {
        return Stream.of(derby, postgres.getPostgresDatabase());
    }

    /** {@return new databases with the tables of a former version} */
    private static Stream<DataSource> databasesOf(String version) {
        String name = "version_" + version + "_" + DATABASES.incrementAndGet();
        EmbeddedDataSource embedded = new EmbeddedDataSource();
        embedded.setDatabaseName(folder.resolve(name).toString());
        embedded.setCreateDatabase("create");
        try {
            execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Stream<DataSource> databases = Stream.of(embedded, postgres.getDatabase("postgres", name));
        return databases.peek(database -> Flyway.configure()
                .dataSource(database)
                .placeholders(Map.of("bytewise", database == embedded ? "" : "COLLATE \"C\""))
                .javaMigrations(new V5__Dotless_i())
                .target(version)
                .load()
                .migrate());
    }

    private static Stream<DataSource> databasesOfVersion4() {
        return databasesOf("4");
    }

    private static Stream<DataSource> databasesOfVersion6() {
        return databasesOf("6");
    }

    private static Stream<DataSource> databasesOfVersion7() {
        return databasesOf("7");
    }

    private static Stream<DataSource> databasesOfVersion8() {
        return databasesOf("8");
    }

    private static Stream<DataSource> databasesOfVersion10() {
        return databasesOf("10");
    }

    private static String message(long id, long room, long seq, long ordinal, long sender, String cid) {
        return "INSERT INTO message (id, room_id, seq, ordinal, sender_id, cid, body, sent_at) VALUES (" + id + ", "
                + room + ", " + seq + ", " + ordinal + ", " + sender + ", '" + cid + "', 'text', 0)";
    }

    private static String change(long seq, long sender, String cid) {
        return "INSERT INTO message_change (room_id, seq, sender_id, cid, kind, message_id, sent_at) VALUES (1, " + seq
                + ", " + sender + ", '" + cid + "', 'REACTION', 1, 0)";
    }

    private static String reaction(long message, String emoji, long account) {
        return "INSERT INTO reaction (message_id, emoji, account_id, seq) VALUES (" + message + ", '" + emoji + "', "
                + account + ", 2)";
    }

    @ParameterizedTest
    @MethodSource("databases")
    void createsTheSchemaOnceWithTheConstraintsThatTheCodeReliesOn(DataSource database) throws SQLException {
        migration(database).migrate();
        migration(database).migrate(); // as at every later start
        execute(database, ROWS.toArray(String[]::new));

        assertRejected(database, message(2, 1, 2, 2, 1, "c"), "a cid of the same sender");
        assertRejected(database, message(2, 2, 1, 1, 1, "c"), "a cid of the same sender in another room");
        assertRejected(database, message(2, 1, 1, 2, 1, "d"), "a number of the room");
        assertRejected(
                database,
                ROWS.get(0).replace("(1, 'ann'", "(3, 'cleo'").replace("(2, 'bob'", "(4, 'ann'"),
                "a username");
        assertRejected(
                database,
                "INSERT INTO room (id, kind, direct_key, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                        + " VALUES (3, 'DIRECT', '1:2', 0, 0, 0, 'e', 1, 0)",
                "a second room of two people");
        assertRejected(database, ROWS.get(2), "a second membership");
        assertRejected(database, change(3, 1, "e"), "a cid of the same sender in another change");
        assertRejected(database, change(2, 1, "f"), "a number of another change");
        assertRejected(database, reaction(1, "x", 1), "the same emoji of the same person");
        assertRejected(database, reaction(99, "x", 1), "a reaction to nothing");
        assertThatCode(() -> execute(
                        database,
                        message(2, 1, 2, 2, 2, "c"),
                        message(3, 2, 1, 1, 1, "C"),
                        change(3, 2, "e"),
                        change(4, 1, "E"),
                        reaction(1, "x", 2),
                        reaction(1, "X", 1)))
                .as("the same cid or emoji of another account, and in other letters")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("databasesOfVersion4")
    void replacesTheDotlessIInExistingKeys(DataSource database) throws Exception {
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (71, 'isil', 'I\u015f\u0131l', 'is\u0131l', '-', 'USER', 0), (72, 'ines', 'In\u00eas', 'ines', '-', 'USER', 0)");
        migration(database).migrate();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet keys = statement.executeQuery(
                        "SELECT name_key, display_name FROM account WHERE id IN (71, 72) ORDER BY id DESC")) {
            keys.next();
            assertThat(keys.getString(1)).isEqualTo("ines");
            keys.next();
            assertThat(keys.getString(1)).isEqualTo("isil");
            assertThat(keys.getString(2)).isEqualTo("I\u015f\u0131l");
        }
    }

    @ParameterizedTest
    @MethodSource("databasesOfVersion6")
    void movesPreferencesIntoTheirOwnTable(DataSource database) throws Exception {
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (91, 'chose', 'C', 'c', '-', 'USER', 0), (92, 'hides', 'H', 'h', '-', 'USER', 0),"
                        + " (93, 'nothing', 'N', 'n', '-', 'USER', 0)");
        execute(
                database,
                "UPDATE account SET language = 'de', theme = 'DARK' WHERE id = 91",
                "UPDATE account SET hides_receipts = TRUE, muted_sound = TRUE WHERE id = 92");
        migration(database).migrate();
        assertThat(texts(
                        database,
                        "SELECT CAST(account_id AS CHAR(2)) || COALESCE(language, '-') || COALESCE(theme, '-')"
                                + " || CASE WHEN hides_presence THEN 'p' ELSE '' END"
                                + " || CASE WHEN hides_typing THEN 't' ELSE '' END"
                                + " || CASE WHEN hides_receipts THEN 'r' ELSE '' END"
                                + " || CASE WHEN do_not_disturb THEN 'd' ELSE '' END"
                                + " || CASE WHEN muted_sound THEN 's' ELSE '' END"
                                + " FROM preference WHERE account_id > 90 ORDER BY account_id"))
                .containsExactly("91deDARK", "92--rs");
    }

    @ParameterizedTest
    @MethodSource("databasesOfVersion7")
    void givesFormerRoomsAndMembersWhatNamedRoomsNeed(DataSource database) throws Exception {
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (61, 'member', 'M', 'm', '-', 'USER', 0)",
                "INSERT INTO room (id, kind, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                        + " VALUES (61, 'GROUP', 1, 1, 1, 'e', 1, 1234)",
                "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version)"
                        + " VALUES (61, 61, 0, 0, 0, 1)");
        migration(database).migrate();
        assertThat(texts(
                        database,
                        "SELECT r.kind || ' ' || s.role || ' ' || CAST(s.joined_at AS CHAR(4)) FROM room r"
                                + " JOIN membership s ON s.room_id = r.id WHERE r.id = 61"))
                .containsExactly("PRIVATE MEMBER 1234");
    }

    @ParameterizedTest
    @MethodSource("databasesOfVersion8")
    void removesRoomsThatWereNotMadeCompletely(DataSource database) throws Exception {
        String room =
                "INSERT INTO room (id, kind, direct_key, last_seq, message_count, last_message_seq, epoch, version, created_at)";
        String membership = "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version)";
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (51, 'maker', 'M', 'm', '-', 'USER', 0)",
                room + " VALUES (51, 'PUBLIC', NULL, 0, 0, 0, 'e', 1, 0), (52, 'PRIVATE', NULL, 1, 0, 1, 'e', 1, 0),"
                        + " (53, 'DIRECT', '51:54', 0, 0, 0, 'e', 1, 0)",
                membership + " VALUES (51, 51, 0, 0, 0, 1), (52, 51, 0, 0, 0, 1), (53, 51, 0, 0, 0, 1)");
        migration(database).migrate();
        assertThat(texts(database, "SELECT CAST(id AS CHAR(2)) FROM room WHERE id IN (51, 52, 53) ORDER BY id"))
                .containsExactly("52", "53");
        assertThat(texts(
                        database,
                        "SELECT CAST(room_id AS CHAR(2)) FROM membership WHERE account_id = 51 ORDER BY room_id"))
                .containsExactly("52", "53");
    }

    @ParameterizedTest
    @MethodSource("databasesOfVersion8")
    void keepsSignInsOfWhichTheDeviceIsNotKnown(DataSource database) throws Exception {
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (51, 'signed-in', 'S', 's', '-', 'USER', 0)",
                "INSERT INTO sign_in (id, token_hash, account_id, created_at, last_seen_at, expires_at)"
                        + " VALUES (51, 'hash', 51, 0, 0, 0)");
        migration(database).migrate();
        assertThat(texts(
                        database,
                        "SELECT token_hash || COALESCE(browser, '-') || COALESCE(operating_system, '-')"
                                + " || COALESCE(address, '-') FROM sign_in WHERE id = 51"))
                .containsExactly("hash---");
    }

    @ParameterizedTest
    @MethodSource("databasesOfVersion10")
    void keepsMutedRoomsQuietButForMentions(DataSource database) throws Exception {
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (51, 'muting', 'M', 'm', '-', 'USER', 0), (52, 'hearing', 'H', 'h', '-', 'USER', 0)",
                "INSERT INTO room (id, kind, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                        + " VALUES (51, 'PRIVATE', 4, 4, 4, 'e', 1, 0)",
                "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version, muted)"
                        + " VALUES (51, 51, 4, 3, 3, 1, TRUE), (51, 52, 0, 0, 0, 1, FALSE)");
        migration(database).migrate();
        assertThat(texts(
                        database,
                        "SELECT notify_level || ' ' || CAST(shown_read_seq AS CHAR(1)) FROM membership"
                                + " WHERE room_id = 51 ORDER BY account_id"))
                .containsExactly("MENTIONS 3", "ALL 0");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void recomputesKeysAndSearchWordsAfterTheRulesHaveChanged(DataSource database) throws Exception {
        migration(database).migrate();
        execute(
                database,
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (81, 'luk-z', '\u0141ukasz \u017b\u00f3\u0142\u0107', '\u0142ukasz zo\u0142c', '-', 'USER', 0)",
                "INSERT INTO account_word (account_id, word) VALUES (81, 'of former rules')",
                "UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" IS NULL");
        migration(database).migrate();
        assertThat(texts(database, "SELECT name_key FROM account WHERE id = 81"))
                .containsExactly("lukasz zolc");
        assertThat(texts(database, "SELECT word FROM account_word WHERE account_id = 81 ORDER BY word"))
                .containsExactly("lukaszzolc", "lukz", "z", "zolc");

        execute(database, "UPDATE account SET name_key = 'left alone' WHERE id = 81");
        migration(database).migrate();
        assertThat(texts(database, "SELECT name_key FROM account WHERE id = 81"))
                .as("a start with the same rules")
                .containsExactly("left alone");
    }

    private static List<String> texts(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rejectsASchemaOfANewerVersion(DataSource database) throws SQLException {
        migration(database).migrate();
        execute(
                database,
                "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                        + " \"checksum\", \"installed_by\", \"execution_time\", \"success\") VALUES (99, '999', 'later', 'SQL',"
                        + " 'V999__later.sql', 1, 'test', 1, TRUE)");
        try {
            assertThatThrownBy(() -> migration(database).migrate())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The database has schema version 999, which a newer ChatBoard made. Start that"
                            + " version, or restore the backup that was made before the update.");
        } finally {
            execute(database, "DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" = 99");
        }
    }

    @Test
    void rejectsAnUnusableDatabaseWithTheNameOfTheSetting() throws Exception {
        DataSource admin = postgres.getPostgresDatabase();
        String hba = texts(admin, "SHOW hba_file").get(0);
        String rules = Files.readString(Path.of(hba));
        Files.writeString(Path.of(hba), "host all picky 127.0.0.1/32 scram-sha-256\n" + rules);
        execute(admin, "CREATE USER picky PASSWORD 'right'", "SELECT pg_reload_conf()");
        String right = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        assertThat(problem(right.replace("127.0.0.1", "no-such-host.invalid"), "postgres", null))
                .isEqualTo("This machine cannot find the host of the database "
                        + right.replace("127.0.0.1", "no-such-host.invalid")
                        + ". Check the name in CHATBOARD_DATABASE_URL.");
        assertThat(problem("jdbc:postgresql://127.0.0.1:" + nobody + "/chat?password=secret", "postgres", null))
                .isEqualTo("No PostgreSQL answers at jdbc:postgresql://127.0.0.1:" + nobody
                        + "/chat. Check host and port in"
                        + " CHATBOARD_DATABASE_URL, that the database server is running, and that it accepts connections"
                        + " from this machine.");
        assertThat(problem(right + "sql", "postgres", null))
                .isEqualTo("There is no database " + right
                        + "sql. Create it (createdb), or correct CHATBOARD_DATABASE_URL.");
        for (String password : Arrays.asList("wrong", null)) {
            assertThat(problem(right, "picky", password))
                    .startsWith("PostgreSQL does not let user \"picky\" into " + right + " (")
                    .endsWith("). Check CHATBOARD_DATABASE_USER and CHATBOARD_DATABASE_PASSWORD (or …_PASSWORD_FILE).");
        }
        assertThat(problem(right, "stranger", null))
                .contains("\"stranger\"")
                .endsWith("Check CHATBOARD_DATABASE_USER and CHATBOARD_DATABASE_PASSWORD (or …_PASSWORD_FILE).");
    }

    private static DatabaseCredentials credentials(String user, String password) {
        return new DatabaseCredentials(Optional.of(user), Optional.ofNullable(password));
    }

    private static String problem(String url, String user, String password) {
        Database database = new Database(parse(url), credentials(user, password));
        return catchThrowable(database::getConnection).getMessage();
    }

    @Test
    void rejectsAReadOnlyDatabase() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        execute(postgres.getPostgresDatabase(), "CREATE USER reader");
        for (boolean migrated : new boolean[] {false, true}) {
            Database readOnly = new Database(
                    parse(url + "?options=-c%20default_transaction_read_only=on"), credentials("postgres", null));
            assertThatThrownBy(() -> migration(readOnly).migrate())
                    .as("migrated before: %s", migrated)
                    .hasMessage("The database " + url
                            + " is read-only. Set CHATBOARD_DATABASE_URL to one that can be written, not to a standby.")
                    .hasNoCause();
            Database withoutRights = new Database(parse(url), credentials("reader", null));
            assertThatThrownBy(() -> migration(withoutRights).migrate())
                    .as("migrated before: %s", migrated)
                    .hasMessageStartingWith("User \"reader\" has too few rights in the database " + url + " (")
                    .hasMessageEndingWith("set CHATBOARD_DATABASE_USER to another user.")
                    .hasNoCause();
            migration(postgres.getPostgresDatabase()).migrate();
        }
    }

    private static DatabaseUrl parse(String url) {
        return DatabaseUrl.parse(url).orElseThrow();
    }

    private static SchemaMigration migration(DataSource database) {
        SchemaMigration migration = new SchemaMigration();
        migration.database = database;
        migration.furtherMigrations = List.of(new R__Search_words());
        return migration;
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void assertRejected(DataSource database, String sql, String what) {
        assertThatThrownBy(() -> execute(database, sql))
                .as(what)
                .satisfiesAnyOf(
                        rejection -> assertThat(rejection).isInstanceOf(SQLIntegrityConstraintViolationException.class),
                        rejection -> assertThat(((SQLException) rejection).getSQLState())
                                .startsWith("23"));
    }
}
