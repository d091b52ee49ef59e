package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chatboard.chat.RouteAccessIT.RouteRow;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The access table of those routes of {@link RouteAccessIT} that do several things: what adding, joining, leaving and inviting get each person. */
@WithTestServer
class MembershipAccessIT {
    private static final String JOIN = "PUT /api/rooms/{id}/members/me";

    /**
     * The status that a request gets.
     *
     * @param kind of the room
     * @param request method and path; {@code {newcomer}} is an account that is no member, {@code {link}} an invitation of the owner's
     * @param body with {@code {id}} for the room, or null
     * @param owner for the owner, who is the only one
     * @param member for a member who is no owner
     * @param guest for a guest who is a member
     * @param stranger for somebody who is not a member, or not any more
     * @param formerGuest for a guest who was removed
     * @param administrator for an administrator who is not a member
     */
    private record Row(
            String kind,
            String request,
            String body,
            int owner,
            int member,
            int guest,
            int stranger,
            int formerGuest,
            int administrator) {
        @Override
        public String toString() {
            return request + " in a " + kind + " room";
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("PRIVATE", "PUT /api/rooms/{id}/members/{newcomer}", "{}", 200, 200, 403, 404, 404, 404),
                new Row("PUBLIC", "PUT /api/rooms/{id}/members/{newcomer}", "{}", 200, 200, 403, 404, 404, 404),
                new Row("PRIVATE", JOIN, "{}", 409, 409, 404, 404, 404, 404),
                new Row("PUBLIC", JOIN, "{}", 409, 409, 404, 200, 404, 200),
                new Row("PRIVATE", "DELETE /api/rooms/{id}/members/me", null, 409, 204, 204, 404, 404, 404),
                new Row("PRIVATE", "POST /api/invites", "{\"room\":{id}}", 201, 403, 403, 404, 404, 404),
                new Row("PUBLIC", "POST /api/invites", "{\"room\":{id}}", 201, 403, 403, 404, 404, 404),
                new Row("PRIVATE", "GET /api/invites?room={id}", null, 200, 403, 403, 404, 404, 404),
                new Row("PUBLIC", "GET /api/invites?room={id}", null, 200, 403, 403, 404, 404, 404),
                new Row("PRIVATE", "DELETE /api/invites/{link}", null, 204, 404, 404, 404, 404, 204));
    }

    private final TestServer board;

    MembershipAccessIT(TestServer board) {
        this.board = board;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersByTheTable(Row row) {
        Cast cast = new Cast(board, row.kind());
        Member guest = guest(cast);
        Member formerGuest = guest(cast);
        assertThat(cast.room.remove(cast.owner, formerGuest).status()).isEqualTo(204);
        assertStatus(row, "nobody", new RestClient(board.url()), cast, 401);
        assertStatus(row, "the owner", cast.owner.rest(), cast, row.owner());
        assertStatus(row, "a member", cast.member.rest(), cast, row.member());
        assertStatus(row, "a guest", guest.rest(), cast, row.guest());
        assertStatus(row, "a former member", cast.former.rest(), cast, row.stranger());
        assertStatus(row, "a stranger", board.newMember().rest(), cast, row.stranger());
        assertStatus(row, "a guest who was removed", formerGuest.rest(), cast, row.formerGuest());
        assertStatus(row, "an administrator", board.administrator().rest(), cast, row.administrator());
    }

    private Member guest(Cast cast) {
        return Invites.newcomer(
                board.url(),
                Invites.make(cast.owner, cast.room.id(), "guest", true).code());
    }

    private void assertStatus(Row row, String who, RestClient client, Cast cast, int expected) {
        String room = String.valueOf(cast.room.id());
        String link = String.valueOf(Invites.make(cast.owner, cast.room.id()).id());
        String request = row.request()
                .replace("{newcomer}", String.valueOf(board.newMember().id()))
                .replace("{link}", link)
                .replace("{id}", room);
        String body = row.body() == null ? null : row.body().replace("{id}", room);
        RouteRow usual = new RouteRow(body, expected, expected, expected, expected);
        assertThat(RouteAccessIT.ask(client, request, usual).status())
                .as("%s of %s", row, who)
                .isEqualTo(expected);
    }
}
