package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chatboard.testing.Command;
import org.chatboard.testing.Folders;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestDatabase;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command {@code make-admin} with the server running and stopped. */
@WithTestServer
class MakeAdminIT {
    private static final String ROUTE = "/api/admin/settings";

    @TempDir
    Path folder;

    @Test
    void makesAnAdministratorOfARunningServerWithoutANewSignIn(TestServer board) {
        Member anna = board.newMember();
        assertThat(anna.rest().get(ROUTE).status()).isEqualTo(404);
        String typed = anna.username().toUpperCase(Locale.ROOT);
        assertThat(makeAdmin(board.environment(), 0, typed)).isEqualTo(typed + " is an administrator now.");
        assertThat(anna.rest().get(ROUTE).status()).isEqualTo(200);
        assertThat(makeAdmin(board.environment(), 0, anna.username()))
                .isEqualTo(anna.username() + " is an administrator already.");
        JsonObject event = anna.rest()
                .get("/api/admin/audit?limit=1")
                .json()
                .getJsonArray("events")
                .getJsonObject(0);
        assertThat(event.getString("action")).isEqualTo("ADMIN_MADE");
        assertThat(event.getString("subject")).isEqualTo(anna.username());
        assertThat(event.getString("before")).isEqualTo("USER");
        assertThat(event.getString("after")).isEqualTo("ADMIN");
        assertThat(event).as("the operator").doesNotContainKeys("actor", "address");
        assertThat(anna.rest().get("/admin").body())
                .contains("The operator made " + anna.username() + " an administrator.");
    }

    @Test
    void saysThatARunningServerHasNoSuchAccount(TestServer board) {
        assertThat(makeAdmin(board.environment(), 1, "nobody-at-all")).contains("There is no account nobody-at-all.");
        assertThat(Folders.files(board.data(), ".request")).isEmpty();
        assertThat(Folders.files(board.data(), ".answer")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesAnAdministratorOfAStoppedServer(TestDatabase.Kind kind) throws SQLException {
        try (TestDatabase database = TestDatabase.create(kind, folder)) {
            database.migrate("1");
            insertAccounts(database);
            Map<String, String> environment = new HashMap<>(database.settings());
            environment.put("CHATBOARD_DATA", folder.toString());
            assertThat(makeAdmin(environment, 0, "Anna")).isEqualTo("Anna is an administrator now.");
            assertThat(makeAdmin(environment, 0, "anna")).isEqualTo("anna is an administrator already.");
            assertThat(makeAdmin(environment, 1, "ben")).contains("ben is disabled");
            assertThat(makeAdmin(environment, 1, "cleo")).contains("There is no account cleo.");
            assertThat(administrators(database)).containsExactly("anna");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void recordsInTheAuditLogOfAStoppedServerWhoWasMadeAdministrator(TestDatabase.Kind kind) throws SQLException {
        try (TestDatabase database = TestDatabase.create(kind, folder)) {
            database.migrate("14");
            insertAccounts(database);
            Map<String, String> environment = new HashMap<>(database.settings());
            environment.put("CHATBOARD_DATA", folder.toString());
            long started = System.currentTimeMillis();
            makeAdmin(environment, 0, "Anna");
            makeAdmin(environment, 0, "anna");
            makeAdmin(environment, 1, "ben");
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT id, happened_at, actor, action, subject, value_before,"
                                    + " value_after, address FROM audit_event")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).as("an id that no server uses").isGreaterThanOrEqualTo(50);
                assertThat(rows.getLong(2)).isBetween(started, System.currentTimeMillis());
                assertThat(rows.getString(3)).as("the operator").isNull();
                assertThat(rows.getString(4)).isEqualTo("ADMIN_MADE");
                assertThat(rows.getString(5)).isEqualTo("anna");
                assertThat(rows.getString(6)).isEqualTo("USER");
                assertThat(rows.getString(7)).isEqualTo("ADMIN");
                assertThat(rows.getString(8)).isNull();
                assertThat(rows.next()).as("only once").isFalse();
            }
            database.release();
        }
    }

    @Test
    void saysWhatIsMissing() {
        Path none = folder.resolve("none");
        assertThat(makeAdmin(Map.of("CHATBOARD_DATA", none.toString()), 1, "anna"))
                .contains("There is no data directory", "CHATBOARD_DATA");
        assertThat(none).doesNotExist();
        Map<String, String> empty = Map.of("CHATBOARD_DATA", folder.toString());
        assertThat(makeAdmin(empty, 1, "anna")).contains("There is no database", "Start ChatBoard once");
        assertThat(folder).isEmptyDirectory();
        assertThat(makeAdmin(empty, 1)).contains("make-admin USERNAME");
    }

    /** Runs the command. {@return its only line} */
    private static String makeAdmin(Map<String, String> environment, int status, String... usernames) {
        List<String> arguments = new ArrayList<>(List.of("make-admin"));
        arguments.addAll(List.of(usernames));
        Command command = Command.chatboard(environment, arguments.toArray(String[]::new));
        assertThat(command.lines()).hasSize(1);
        assertThat(command.status()).as(command.output()).isEqualTo(status);
        return command.lines().get(0);
    }

    private static void insertAccounts(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at, disabled_at)"
                            + " VALUES (1, 'anna', 'Anna', 'anna', '', 'USER', 0, NULL),"
                            + " (2, 'ben', 'Ben', 'ben', '', 'USER', 0, 1)");
        }
        database.release();
    }

    private static List<String> administrators(TestDatabase database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT username FROM account WHERE role = 'ADMIN'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        database.release();
        return names;
    }
}
