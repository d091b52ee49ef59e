package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A room of several people in the browser: its page, its row, its drafts and its unsent messages. */
@InBrowser
class RoomOfSeveralE2E {
    private static final long ROOM = 1_000_000;

    @Test
    void aRoomOfSeveralIsShownByItsTitle(Visitors visitors) throws SQLException {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) { // a server of its own, whose database gets a room
            Visitor anna = visitors.member(site, "Anna Schmidt");
            Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
            Visitor cleo = visitors.member(site, "Cleo Martin");
            Visitor dora = visitors.member(site, "Dora Lindqvist");
            site.stop();
            insertRoom(site, anna, ben, cleo);
            site.restart();

            anna.page().navigate("/room/" + ROOM);
            anna.awaitConnected();
            assertThat(anna.heading()).hasText("Lunch");
            assertThat(anna.page()).hasTitle("Lunch · ChatBoard");
            anna.sees("hello all");
            PageChecks.assertAccessible(anna.page());

            Locator row = ben.openDashboard().page().locator("a.person[data-room='" + ROOM + "']");
            assertThat(row).containsText("Lunch");
            assertThat(row).hasAttribute("data-unread", "1");
            row.click();
            assertThat(ben.page()).hasURL(Pattern.compile("/room/" + ROOM + "$"));
            assertThat(ben.heading()).hasText("Lunch");
            assertThat(row).hasAttribute("aria-current", "page");
            assertThat(row).hasAttribute("data-unread", "0");
            ben.send("from Ben");
            anna.sees("hello all", "from Ben");
            assertThat(anna.bubble("from Ben").locator(".visually-hidden").first())
                    .hasText("Ben Okafor:");
            assertThat(anna.bubble("hello all").locator(".visually-hidden").first())
                    .hasText("Cleo Martin:");

            keepsDraftsAndUnsentMessages(site, anna, ben, row);

            assertThat(dora.page().navigate("/room/" + ROOM).status()).isEqualTo(404);
            assertThat(dora.heading()).hasText("Room not found");
        }
    }

    private static void keepsDraftsAndUnsentMessages(ProxiedServer site, Visitor anna, Visitor ben, Locator row) {
        ben.composer().fill("to be contin");
        ben.row(anna).click();
        assertThat(ben.composer()).hasValue("");
        row.click();
        assertThat(ben.composer()).hasValue("to be contin");
        ben.page().waitForCondition(() -> BrowserStoreContents.records(ben).contains("\"conversation\":" + ROOM + ","));
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.sendOffline("written offline");
            assertThat(BrowserStoreContents.records(ben)).contains("\"room\":" + ROOM);
            ben.page().navigate("about:blank");
        });
        ben.openDashboard();
        anna.sees("hello all", "from Ben", "written offline");
    }

    /** Inserts the room "Lunch" of three people with a message of the last one. */
    private static void insertRoom(ProxiedServer site, Visitor... members) throws SQLException {
        Visitor sender = members[members.length - 1];
        try (Connection connection = site.database().connect()) {
            connection.setAutoCommit(false);
            insert(
                    connection,
                    "INSERT INTO room (id, kind, title, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                            + " VALUES (?, 'PRIVATE', 'Lunch', 1, 1, 1, 'e', 0, 0)",
                    ROOM);
            for (Visitor member : members) {
                insert(
                        connection,
                        "INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version)"
                                + " VALUES (?, ?, 0, 0, 0, 0)",
                        ROOM,
                        member.id());
            }
            insert(
                    connection,
                    "INSERT INTO message (id, room_id, seq, ordinal, sender_id, cid, body, sent_at)"
                            + " VALUES (1, ?, 1, 1, ?, 'c', 'hello all', 1000)",
                    ROOM,
                    sender.id());
            connection.commit();
        }
        site.database().release();
    }

    private static void insert(Connection connection, String sql, Long... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setLong(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
