package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.chat.FrameAccessIT.Target;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The access table for somebody who has opened a valid invitation into the room and has not joined it: everywhere what a stranger gets.
 * The page of the invitation is all that it opens.
 */
@WithTestServer
class InvitedAccessIT {
    private final TestServer board;

    InvitedAccessIT(TestServer board) {
        this.board = board;
    }

    /** {@return an account that has opened an invitation into the room} */
    private Member invited(Cast cast) {
        Member invited = board.newMember();
        Invites.Link link = Invites.make(cast.owner, cast.room.id());
        assertThat(invited.rest().get(link.path()).body()).contains("id=\"join\"");
        return invited;
    }

    @Test
    void getsFromEachRouteWhatAStrangerGets() {
        Cast cast = new Cast(board);
        RouteAccessIT.ROUTES.forEach((route, row) -> RouteAccessIT.assertStatus(
                route + " of somebody invited", invited(cast).rest(), route, row, cast, row.stranger()));
    }

    @Test
    void getsForEachFrameWhatAStrangerGets() {
        Cast cast = new Cast(board);
        Target target = Target.of(cast);
        FrameAccessIT.FRAMES.forEach((type, row) -> FrameAccessIT.assertAnswer(
                type + " of somebody invited", invited(cast), row.frame().apply(target), target, row.stranger()));
    }

    @Test
    void getsFromEachPageWhatAStrangerGets() {
        Cast cast = new Cast(board);
        Member invited = invited(cast);
        PageAccessIT.ROWS.forEach((page, row) -> PageAccessIT.assertStatus(
                page + " of somebody invited", invited.rest(), row.path(cast), row.stranger()));
    }

    @Test
    void thePageOfTheInvitationLeadsMembersToTheRoomAndAsksTheOthers() {
        Cast cast = new Cast(board);
        Invites.Link link = Invites.make(cast.owner, cast.room.id(), "guest", true);
        Member guest = Invites.newcomer(board.url(), link.code());
        NamedRoom other = NamedRoom.create(cast.owner);
        Member guestElsewhere = Invites.newcomer(
                board.url(), Invites.make(cast.owner, other.id(), "guest", true).code());
        for (Member member : new Member[] {cast.owner, cast.member, guest}) {
            Answer answer = member.rest().get(link.path());
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).endsWith("/room/" + cast.room.id());
        }
        for (Member outside : new Member[] {cast.former, board.newMember(), guestElsewhere, board.administrator()}) {
            Answer answer = outside.rest().get(link.path());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("id=\"join\"").doesNotContain("id=\"sign-up\"");
        }
        Answer nobody = new RestClient(board.url()).get(link.path());
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.body()).contains("id=\"sign-up\"").doesNotContain("id=\"join\"");
    }
}
