package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.page.RoomControls.browse;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.details;
import static org.chatboard.chat.page.RoomControls.field;
import static org.chatboard.chat.page.RoomControls.openPanel;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.TestDatabase;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of people of a server with 10,000 accounts, and a room of 1,000 of them. */
@InBrowser
class ManyPeopleE2E {
    private static final int ACCOUNTS = 10_000;
    private static final int PAGE = 50;
    private static final int MEMBERS = 999; // without the one who joins
    private static final long LARGE_ROOM = 1_000_001;
    private static final String LARGE_ROOM_NAME = "Crowd";
    private static final Duration LONGEST_SEARCH =
            Duration.ofSeconds(5); // with what the browser of a busy machine needs

    private static final long ROOM = 1_000_000;
    private static final double AT_ONCE_MS = 50;

    /** Types a mention, and returns after how many ms the first suggestion is shown. */
    private static final String MEASURE = """
            query => new Promise(done => {
                const field = document.querySelector("#text");
                field.value = `@${query}`;
                const began = performance.now();
                new MutationObserver((_, observer) => {
                    const first = document.querySelector("#mention-suggestions:not([hidden]) [role=option]");
                    if (first?.textContent.includes(query)) {
                        observer.disconnect();
                        done(performance.now() - began);
                    }
                }).observe(document.querySelector("#composer"), { subtree: true, childList: true, attributes: true });
                field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            })""";

    private static ProxiedServer site;

    @BeforeAll
    static void start() throws Exception {
        Path data = Files.createTempDirectory("chatboard-e2e-many");
        TestDatabase database = TestDatabase.create(TestDatabase.Kind.chosen(), data);
        populate(database);
        site = ProxiedServer.start(data, database, Map.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void membersWhoHaveNotWrittenAreSuggestedAtOnceAndChosenByATap(Visitors visitors) {
        Browser.NewContextOptions phone =
                Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);
        Visitor tom = visitors.member(site.url(), phone, "Tom Tapper"); // sorts behind the people of the other test
        assertThat(tom.context()
                        .request()
                        .put(
                                "/api/rooms/" + ROOM + "/members/me",
                                RequestOptions.create().setData(Map.of())))
                .isOK();
        tom.page().navigate("/room/" + ROOM);
        tom.awaitConnected();
        tom.composer().pressSequentially("@");
        Locator options = tom.page().locator("#mention-suggestions [role=option]");
        assertThat(options.first()).containsText("Person");
        double fastest = Stream.of("00990", "00991", "00992", "00993", "00994")
                .mapToDouble(query -> ((Number) tom.page().evaluate(MEASURE, query)).doubleValue())
                .min()
                .orElseThrow();
        assertThat(fastest).as("ms until the first suggestion").isLessThan(AT_ONCE_MS);
        options.first().tap();
        assertThat(tom.composer()).hasValue("@person-00994 ");
        assertThat(options).isHidden();
    }

    @Test
    void scrollingLoadsPageAfterPageAndTheFilterSearchesEveryone(Visitors visitors) {
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
        anna.field("Find people and rooms").fill("o'neill zoe");
        assertThat(found).hasCount(1);
        assertThat(found).containsText("Zoë Łukaszewska-O’Neill");
        anna.page()
                .route(
                        "**/api/people?**",
                        route -> route.fulfill(
                                new Route.FulfillOptions().setStatus(429).setHeaders(Map.of("Retry-After", "1"))),
                        new Page.RouteOptions().setTimes(1));
        anna.field("Find people and rooms").fill("person 09986"); // rejected once; the page searches again by itself
        assertThat(found).hasCount(1);
        anna.field("Find people and rooms").fill("lukasz");
        assertThat(found).hasCount(1);
        anna.field("Find people and rooms").fill("09987");
        assertThat(found).hasCount(1);
        assertThat(found).containsText("Person 09987");
        anna.page().keyboard().press("Enter");
        assertThat(anna.heading()).hasText("Person 09987");
        anna.send("found you");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        anna.openDashboard();
        assertThat(rows.first()).containsText("Person 09987");
    }

    @Test
    void thePanelOfARoomOfAThousandPagesAndSearches(Visitors visitors) {
        Visitor zora = visitors.member(site, "Zora Berg").openDashboard(); // behind the others in the lists
        button(browse(zora, LARGE_ROOM_NAME), "Join " + LARGE_ROOM_NAME).click();
        assertThat(zora.heading()).hasText(LARGE_ROOM_NAME);
        Locator panel = openPanel(zora, MEMBERS + 1);
        Locator rows = panel.locator(".member");
        assertThat(rows.first()).containsText("Person 00001");
        for (int page = 0; page < 4; page++) {
            int before = rows.count();
            assertThat(rows.nth(before - 1)).containsText("Person %05d".formatted(before));
            rows.last().scrollIntoViewIfNeeded();
            zora.page().waitForCondition(() -> rows.count() > before);
        }
        long typed = System.nanoTime();
        field(panel, "Find members").fill("%05d".formatted(MEMBERS));
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("Person %05d".formatted(MEMBERS));
        assertThat(Duration.ofNanos(System.nanoTime() - typed)).isLessThan(LONGEST_SEARCH);
        field(panel, "Find members").fill("zoe");
        assertThat(panel).containsText("Nobody is called “zoe”.");
        field(panel, "Find members").fill("zora");
        assertThat(rows).hasCount(1);

        button(panel, "Add people").click();
        typed = System.nanoTime();
        field(panel, "Find people to add").fill("o'neill zoe");
        Locator found = panel.locator(".people-search__person");
        assertThat(found).hasCount(1);
        assertThat(found).containsText("Zoë Łukaszewska-O’Neill");
        assertThat(Duration.ofNanos(System.nanoTime() - typed)).isLessThan(LONGEST_SEARCH);
        found.click();
        assertThat(panel)
                .containsText(
                        "Zoë Łukaszewska-O’Neill was not added. The room has 1,000 members, and so cannot take another one.");
        assertThat(details(zora, MEMBERS + 1)).isVisible();
    }

    /** Fills the database with accounts that cannot sign in, before the server starts. */
    private static void populate(TestDatabase database) throws SQLException {
        database.migrate("4"); // the last version before the first Java migration; the server runs the rest
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insertPeople(connection);
            insertRoom(connection, ROOM, "Everybody");
            insertRoom(connection, LARGE_ROOM, LARGE_ROOM_NAME);
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

    /** A public room with one message. */
    private static void insertRoom(Connection connection, long id, String title) throws SQLException {
        try (PreparedStatement room = connection.prepareStatement(
                        "INSERT INTO room (id, kind, title, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                                + " VALUES (?, 'PUBLIC', ?, 1, 1, 1, 'e', 1, 0)");
                PreparedStatement message = connection.prepareStatement(
                        "INSERT INTO message (id, room_id, seq, ordinal, sender_id, cid, body, sent_at)"
                                + " VALUES (?, ?, 1, 1, 1000001, ?, 'Welcome', 0)");
                PreparedStatement member = connection.prepareStatement(
                        "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version)"
                                + " VALUES (?, ?, 1, 1, 1, 1)")) {
            room.setLong(1, id);
            room.setString(2, title);
            room.executeUpdate();
            message.setLong(1, id);
            message.setLong(2, id);
            message.setString(3, title);
            message.executeUpdate();
            for (int i = 1; i <= MEMBERS; i++) {
                member.setLong(1, id);
                member.setLong(2, 1_000_000L + i);
                member.addBatch();
            }
            member.executeBatch();
        }
    }
}
