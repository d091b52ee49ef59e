package org.chatboard.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:derby:directory:FOLDER/db;create=true",
                "jdbc:derby:FOLDER/db;create=true",
                "jdbc:derby: FOLDER/db ; create=true",
                "jdbc:derby:FOLDER/what?;create=true;user=ann;password=secret",
                "jdbc:derby:;create=true;databaseName=FOLDER/db"
            })
    void findsTheFolderWhereDerbyMakesTheDatabase(String pattern) throws SQLException {
        String value = pattern.replace("FOLDER", folder.toString());
        DatabaseUrl url = DatabaseUrl.parse(value).orElseThrow();
        assertThat(url.isDerby()).isTrue();
        Path found = url.folder().orElseThrow();
        assertThat(found).doesNotExist();
        DriverManager.getConnection(url.value()).close();
        assertThat(found.resolve("service.properties")).isRegularFile();
        assertThatThrownBy(() -> DriverManager.getConnection(url + ";shutdown=true"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006")); // it was shut down
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:derby:memory:chat;create=true",
                "jdbc:derby:jar:(chat.jar)db",
                "jdbc:derby:classpath:db",
                "jdbc:derby:",
                "jdbc:derby:;create=true"
            })
    void hasNoFolderIfTheDatabaseIsNotInTheFileSystem(String value) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(value).orElseThrow();
        assertThat(DriverManager.getDriver(value).getClass().getPackageName()).startsWith("org.apache.derby");
        assertThat(url.isDerby()).isTrue();
        assertThat(url.folder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org:5432/chat?user=ann&password=secret",
                "jdbc:postgresql://one:5432,two:5432/chat",
                "jdbc:postgresql://[::1]/chat",
                "jdbc:postgresql:chat"
            })
    void knowsPostgreSql(String value) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(value).orElseThrow();
        assertThat(DriverManager.getDriver(value).getClass().getPackageName()).startsWith("org.postgresql");
        assertThat(url.isDerby()).isFalse();
        assertThat(url.folder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:mysql://db/chat",
                "postgresql://db/chat",
                "jdbc:derbyx:db",
                "JDBC:DERBY:db",
                "jdbc:derby://localhost:1527/db",
                "jdbc:derby:net://localhost:1527/db"
            })
    void rejectsUrlsThatNoDriverAccepts(String value) {
        assertThatThrownBy(() -> DriverManager.getDriver(value)).isInstanceOf(SQLException.class);
        assertThat(DatabaseUrl.parse(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/chat?user=ann&password=secret, jdbc:postgresql://db/chat",
        "jdbc:postgresql://ann:secret@db/chat, jdbc:postgresql://...",
        "jdbc:postgresql://ann:se/cret@db/chat, jdbc:postgresql://...",
        "jdbc:postgresql://ann:se?cret@db/chat, jdbc:postgresql://...",
        "jdbc:postgresql://ann:se@cret@db/chat?user=bob, jdbc:postgresql://...",
        "jdbc:postgresql://db/chat?user=ann&password=se@cret, jdbc:postgresql://...",
        "jdbc:derby:/srv/chat;bootPassword=secret, jdbc:derby:/srv/chat",
        "jdbc:derby:/srv/what?;bootPassword=secret, jdbc:derby:/srv/what?"
    })
    void leavesParametersOutOfMessages(String value, String shown) {
        assertThat(DatabaseUrl.parse(value).orElseThrow()).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://ann:secret@db/chat, postgresql://...",
        "postgresql://ann:se/cret@db/chat, postgresql://...",
        "postgresql://ann:se?cret@db/chat, postgresql://...",
        "jdbc:oracle:thin:ann/secret@db:1521/x, jdbc:oracle:...",
        "jdbc:mysql://db/chat?password=secret, jdbc:mysql://...",
        "jdbc:sqlserver://db;password=secret, jdbc:sqlserver://...",
        "jdbc:derby://localhost:1527/db;password=secret, jdbc:derby://...",
        "JDBC:DERBY:db;password=secret, JDBC:DERBY:...",
        "secret, ..."
    })
    void rejectsAnotherDatabaseWithoutItsPassword(String value, String shown) {
        assertThatThrownBy(() -> read(Map.of("CHATBOARD_DATABASE_URL", value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("CHATBOARD_DATABASE_URL is \"" + shown + "\", but it must be a JDBC URL of ");
    }

    @Test
    void isInTheDataDirectoryByDefault() {
        DatabaseUrl url = read(Map.of("CHATBOARD_DATABASE_URL", " "));
        assertThat(url.folder()).contains(folder.resolve("db"));
        assertThat(url.value()).endsWith(";create=true");
    }

    private DatabaseUrl read(Map<String, String> environment) {
        return DatabaseUrl.read(new SettingsReader(environment), folder);
    }
}
