package org.chatboard.operation.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Who gets the administrator's page and the link to it. {@code RouteAccessIT} has the routes. */
@WithTestServer
class AdminPageIT {
    private static final List<String> ADDRESSES =
            List.of("/admin", "/%61dmin", "/Admin", "/admin;a=b", "/admin?saved=signUp");

    private final TestServer board;

    AdminPageIT(TestServer board) {
        this.board = board;
    }

    @Test
    void isOnePageForAdministrators() {
        Member administrator = board.administrator();
        Answer page = administrator.rest().get("/admin");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Administration");
        assertThat(administrator.rest().get("/dashboard").body()).contains("href=\"/admin\"");
    }

    @Test
    void looksToOthersLikeAPageThatDoesNotExist() {
        Member member = board.newMember();
        Answer missing = member.rest().get("/no-such-page");
        for (String address : ADDRESSES) {
            Answer answer = member.rest().get(address);
            assertThat(answer.status()).as(address).isEqualTo(404);
            assertThat(answer.body()).as(address).isEqualTo(missing.body());
        }
        assertThat(member.rest().get("/dashboard").body()).doesNotContain("/admin");
    }

    @Test
    void sendsStrangersToTheSignInPageAsEveryAddressDoes() {
        RestClient stranger = new RestClient(board.url());
        Answer missing = stranger.get("/no-such-page");
        Answer answer = stranger.get("/admin");
        assertThat(answer.status()).isEqualTo(missing.status()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in?from=/admin");
    }

    @Test
    void rejectsUnknownRoutesOfAdministratorsAsEveryUnknownRoute() {
        Member member = board.newMember();
        for (String path : List.of("/api/admin", "/api/admin/", "/api/%61dmin/x", "/api/admin/x")) {
            Answer answer = member.rest().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body())
                    .as(path)
                    .isEqualTo(member.rest().get("/api/no-such-route").body());
        }
    }
}
