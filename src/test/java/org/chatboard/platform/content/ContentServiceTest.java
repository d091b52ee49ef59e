package org.chatboard.platform.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ejb.SessionContext;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.platform.config.Settings;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents in Derby, and on the disk of a test. */
class ContentServiceTest {
    private static MemoryDatabase database;

    @TempDir
    Path data;

    private final AtomicInteger rollbacks = new AtomicInteger();
    private final ContentService contents = new ContentService();

    @BeforeAll
    static void makeAnn() throws SQLException {
        database = new MemoryDatabase();
        database.execute("INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                + " VALUES (11, 'ann', 'Ann', 'ann', '', 'USER', 0)");
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void open() throws ReflectiveOperationException, SQLException {
        database.execute("DELETE FROM stored_file");
        database.execute("DELETE FROM content");
        contents.em = database.entityManager();
        contents.store = new ContentStore(Settings.of(Map.of("CHATBOARD_DATA", data.toString())));
        contents.clock = Clock.systemUTC();
        contents.references = references();
        contents.context = (SessionContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionContext.class},
                (proxy, method, arguments) -> rollbacks.incrementAndGet());
    }

    private static List<ContentReference> references() throws ReflectiveOperationException {
        List<ContentReference> references = new ArrayList<>();
        for (var each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.chatboard")) {
            if (each.isAssignableTo(ContentReference.class) && !each.isInterface()) {
                Constructor<?> constructor = each.reflect().getDeclaredConstructor();
                constructor.setAccessible(true);
                references.add((ContentReference) constructor.newInstance());
            }
        }
        return references;
    }

    private String use(String text) throws IOException {
        Path file = contents.store.newTemporary();
        Files.writeString(file, text);
        String sha256 = ContentStore.sha256(file);
        contents.store.prepare(file, sha256);
        contents.use(file, sha256, text.length());
        return sha256;
    }

    private void refer(String id, String sha256) throws SQLException {
        database.execute("INSERT INTO stored_file (id, account_id, name, size, sha256, created_at)"
                + " VALUES ('%s', 11, 'a', 1, '%s', 0)".formatted(id, sha256));
    }

    @Test
    void knowsEachForeignKeyToAContent() throws SQLException {
        Set<String> keys = new TreeSet<>();
        Connection connection = contents.em.unwrap(Connection.class);
        try (ResultSet found = connection.getMetaData().getExportedKeys(null, null, "CONTENT")) {
            while (found.next()) {
                keys.add(found.getString("FKTABLE_NAME") + "." + found.getString("FKCOLUMN_NAME"));
            }
        }
        assertThat(contents.references)
                .extracting(each -> (each.table() + "." + each.column()).toUpperCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void aContentThatSomethingUsesIsNeitherListedNorDeleted() throws IOException, SQLException {
        String used = use("used");
        String unused = use("unused");
        refer("first", used);
        refer("second", used);
        assertThat(contents.unused()).containsExactly(unused);
        assertThat(contents.removeUnused(used)).isFalse();
        assertThat(rollbacks).hasValue(1);
        assertThat(contents.store.content(used)).hasContent("used");
        assertThat(contents.removeUnused(unused)).isTrue();
        assertThat(contents.store.content(unused)).doesNotExist();
        database.execute("DELETE FROM stored_file WHERE id = 'first'");
        assertThat(contents.removeUnused(used)).isFalse();
        database.execute("DELETE FROM stored_file");
        assertThat(contents.removeUnused(used)).isTrue();
        assertThat(contents.removeUnused(used)).isFalse();
    }

    @Test
    void bytesWithoutARowAreLeftOver() throws IOException, SQLException {
        String known = use("known");
        String lost = use("lost");
        database.execute("DELETE FROM content WHERE sha256 = '%s'".formatted(lost));
        Path rendition = contents.store.rendition("c".repeat(64), "320.jpg");
        Files.createDirectories(rendition.getParent());
        Files.createFile(rendition);
        assertThat(contents.leftovers()).containsExactlyInAnyOrder(lost, "c".repeat(64));
        assertThat(contents.removeLeftover(known)).isFalse();
        assertThat(contents.removeLeftover(lost)).isTrue();
        assertThat(contents.removeLeftover("c".repeat(64))).isTrue();
        assertThat(rendition).doesNotExist();
        assertThat(contents.leftovers()).isEmpty();
        assertThat(contents.store.content(known)).hasContent("known");
    }
}
