package org.chatboard.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open {@code /room/{id}}. */
@WithTestServer
class RoomPageIT {
    private static final long NO_ROOM = 999_999_999L;

    private final TestServer board;

    RoomPageIT(TestServer board) {
        this.board = board;
    }

    @Test
    void leadsAMemberToTheAddressOfAConversationOfTwo() {
        TwoPeople two = new TwoPeople(board);
        Answer answer = two.ann.rest().get("/room/" + two.room);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/chat/" + two.bob.username());
        assertThat(two.bob.rest().get("/room/" + two.room).header("Location")).isEqualTo("/chat/" + two.ann.username());
    }

    @Test
    void answersAStrangerAsIfTheRoomDidNotExist() {
        TwoPeople two = new TwoPeople(board);
        Member stranger = board.newMember();
        Answer existing = stranger.rest().get("/room/" + two.room);
        Answer missing = stranger.rest().get("/room/" + NO_ROOM);
        assertThat(existing.status()).isEqualTo(404);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(conversation(existing)).contains("Room not found").doesNotContain("first", two.ann.username());
        assertThat(existing.body().replace("/room/" + two.room, "/room/" + NO_ROOM))
                .isEqualTo(missing.body());
    }

    /** {@return the part of the page that shows a conversation; the list beside it may name everybody} */
    private static String conversation(Answer page) {
        return page.body().substring(page.body().indexOf("id=\"nothing-open\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "1x", "%E2%91%A0", "99999999999999999999", "1.5"})
    void answersAnIdThatIsNoneAsIfTheRoomDidNotExist(String id) {
        Answer answer = board.newMember().rest().get("/room/" + id);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("Room not found");
    }
}
