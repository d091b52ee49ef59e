package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.TestDatabase;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The list of people of a server with 10,000 accounts. */
@InBrowser
class ManyPeopleE2E {
    private static final int ACCOUNTS = 10_000;
    private static final int PAGE = 50;

    @Test
    void scrollingLoadsPageAfterPageAndTheFilterSearchesEveryone(Visitors visitors) throws Exception {
        Path data = Files.createTempDirectory("chatboard-e2e-many");
        TestDatabase database = TestDatabase.create(TestDatabase.Kind.chosen(), data);
        populate(database);
        try (ProxiedServer site = ProxiedServer.start(data, database, Map.of())) {
            Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
            Locator rows = anna.page().locator("a.person");
            assertThat(rows.first()).containsText("Person 00001");
            assertThat(rows.count()).isGreaterThanOrEqualTo(PAGE).isLessThanOrEqualTo(3 * PAGE);
            for (int page = 0; page < 4; page++) {
                int before = rows.count();
                rows.last().scrollIntoViewIfNeeded();
                anna.page().waitForCondition(() -> rows.count() > before);
            }
            int shown = rows.count();
            for (int i = 0; i < shown; i += PAGE) {
                assertThat(rows.nth(i)).containsText("Person %05d".formatted(i + 1));
            }
            Locator found = anna.page().locator("a.person:visible");
            anna.field("Find people").fill("o'neill zoe");
            assertThat(found).hasCount(1);
            assertThat(found).containsText("Zoë Łukaszewska-O’Neill");
            anna.page()
                    .route(
                            "**/api/people?**",
                            route -> route.fulfill(
                                    new Route.FulfillOptions().setStatus(429).setHeaders(Map.of("Retry-After", "1"))),
                            new Page.RouteOptions().setTimes(1));
            anna.field("Find people").fill("person 09986"); // rejected once; the page searches again by itself
            assertThat(found).hasCount(1);
            anna.field("Find people").fill("lukasz");
            assertThat(found).hasCount(1);
            anna.field("Find people").fill("09987");
            assertThat(found).hasCount(1);
            assertThat(found).containsText("Person 09987");
            anna.page().keyboard().press("Enter");
            assertThat(anna.heading()).hasText("Person 09987");
            anna.send("found you");
            assertThat(anna.page().locator(".message--pending")).hasCount(0);
            anna.openDashboard();
            assertThat(rows.first()).containsText("Person 09987");
        }
    }

    /** Fills the database with accounts that cannot sign in, before the server starts. */
    private static void populate(TestDatabase database) throws SQLException {
        database.migrate("4"); // the last version before the first Java migration; the server runs the rest
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insertPeople(connection);
            connection.commit();
        }
        database.release();
    }

    private static void insertPeople(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " VALUES (?, ?, ?, ?, 'none', 'USER', 0)")) {
            for (int i = 1; i <= ACCOUNTS; i++) {
                insert.setLong(1, 1_000_000L + i);
                insert.setString(2, "person-%05d".formatted(i));
                insert.setString(3, "Person %05d".formatted(i));
                insert.setString(4, "person %05d".formatted(i));
                insert.addBatch();
            }
            insert.setLong(1, 1_000_001L + ACCOUNTS);
            insert.setString(2, "zoe");
            insert.setString(3, "Zoë Łukaszewska-O’Neill");
            insert.setString(4, "zoe łukaszewska-o’neill");
            insert.addBatch();
            insert.executeBatch();
        }
    }
}
