package org.chatboard.chat;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Folders;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The access table of the pages: the status that each answers with to the same people as in {@link RouteAccessIT}. {@link InvitedAccessIT}
 * has the page of a valid invitation. A new page that the table lacks fails the test.
 */
@WithTestServer
class PageAccessIT {
    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final String NAME = "Lunch"; // of the room
    private static final Set<String> FILES =
            Set.of("file", "file-thumbnail"); // a servlet's, which has the same audience
    private static final int SIGN_IN_PAGE = 303; // leads there

    /**
     * The status that a page answers with.
     *
     * @param path its address, with the {@code {room}}, the {@code {username}} of another person and a {@code {file}} of the room
     * @param member for the members of the room, or for anybody who is signed in if the address names no room
     * @param stranger for somebody who is signed in and not a member, or not any more
     * @param nobody for somebody who is not signed in
     */
    record PageRow(String path, int member, int stranger, int nobody) {
        static PageRow ofNoRoom(String path, int signedIn, int nobody) {
            return new PageRow(path, signedIn, signedIn, nobody);
        }

        String path(Cast cast) {
            String known =
                    path.replace("{room}", String.valueOf(cast.room.id())).replace("{username}", cast.other.username());
            return known.contains("{file}") ? known.replace("{file}", cast.picture()) : known;
        }
    }

    /** The pages, by the name of their file. */
    static final Map<String, PageRow> ROWS = Map.ofEntries(
            entry("admin", PageRow.ofNoRoom("/admin", 404, SIGN_IN_PAGE)),
            entry("chat", PageRow.ofNoRoom("/chat/{username}", 200, SIGN_IN_PAGE)),
            entry("dashboard", PageRow.ofNoRoom("/dashboard", 200, SIGN_IN_PAGE)),
            entry("file", new PageRow("/files/{file}/a.png", 200, 404, SIGN_IN_PAGE)),
            entry("file-thumbnail", new PageRow("/files/{file}/thumbnail/320", 200, 404, SIGN_IN_PAGE)),
            entry("first-start", PageRow.ofNoRoom("/first-start/invented", 404, 404)),
            entry("join", PageRow.ofNoRoom("/join/invented", 404, 404)),
            entry("mentions", PageRow.ofNoRoom("/mentions", 200, SIGN_IN_PAGE)),
            entry("new-password", PageRow.ofNoRoom("/new-password", 404, 404)),
            entry("offline", PageRow.ofNoRoom("/offline", 200, 200)),
            entry("room", new PageRow("/room/{room}", 200, 404, SIGN_IN_PAGE)),
            entry("search", PageRow.ofNoRoom("/search?room={room}", 200, SIGN_IN_PAGE)),
            entry("settings", PageRow.ofNoRoom("/settings", 200, SIGN_IN_PAGE)),
            entry("sign-in", PageRow.ofNoRoom("/sign-in", 302, 200)),
            entry("sign-up", PageRow.ofNoRoom("/sign-up", 200, 200)),
            entry("websocket-test", PageRow.ofNoRoom("/websocket-test", 200, SIGN_IN_PAGE)));

    private final TestServer board;

    PageAccessIT(TestServer board) {
        this.board = board;
    }

    @Test
    void knowsEveryPage() {
        Set<String> pages = Folders.files(PAGES, ".xhtml").stream()
                .filter(file -> file.getParent().equals(PAGES))
                .map(file -> file.getFileName().toString().replace(".xhtml", ""))
                .collect(Collectors.toSet());
        pages.addAll(FILES);
        assertThat(ROWS.keySet()).isEqualTo(pages);
    }

    @Test
    void answersEachPageByTheTable() {
        Cast cast = new Cast(board);
        ROWS.forEach((page, row) -> {
            assertStatus(page + " of the owner", cast.owner.rest(), row.path(cast), row.member());
            assertStatus(page + " of a member", cast.member.rest(), row.path(cast), row.member());
            assertStatus(page + " of a former member", cast.former.rest(), row.path(cast), row.stranger());
            assertStatus(page + " of a stranger", board.newMember().rest(), row.path(cast), row.stranger());
            assertStatus(page + " of nobody", new RestClient(board.url()), row.path(cast), row.nobody());
        });
    }

    /** Pages that may not show the room show nothing of it. */
    static void assertStatus(String who, RestClient client, String path, int expected) {
        Answer answer = client.get(path);
        assertThat(answer.status()).as(who).isEqualTo(expected);
        if (expected != 200) {
            assertThat(answer.body()).as(who).doesNotContain(NAME);
        }
    }
}
