package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.TestServer;

/** A room with an owner, two members, somebody who was removed, and a message; {@code other} is the account that a path names. */
final class Cast {
    final Member owner;
    final Member member;
    final Member other;
    final Member former;
    final NamedRoom room;
    final long message;

    Cast(TestServer board) {
        this(board, "PRIVATE");
    }

    Cast(TestServer board, String kind) {
        owner = board.newMember();
        member = board.newMember();
        other = board.newMember();
        former = board.newMember();
        room = NamedRoom.create(kind, owner, member, other, former);
        assertThat(room.remove(owner, former).status()).isEqualTo(204);
        message = post(owner);
    }

    /** Sends a message to the room. @return its id */
    long post(Member sender) {
        Answer posted = sender.rest().post(room.path("/messages"), Json.of("cid", "first", "message", "first"));
        return Json.number(posted.json(), "id");
    }
}
