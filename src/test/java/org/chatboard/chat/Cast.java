package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;

/** A room with an owner, two members, somebody who was removed, and a message; {@code other} is the account that a path names. */
final class Cast {
    final Member owner;
    final Member member;
    final Member other;
    final Member former;
    final NamedRoom room;
    final long message;
    private String picture;

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

    /** {@return the id of a picture that the owner sends to the room at the first call} */
    String picture() {
        if (picture == null) {
            picture = Uploads.upload(owner, "a.png", Pictures.encoded(Pictures.redAndBlue(4, 3), "png"));
            Answer sent = owner.rest()
                    .post(room.path("/messages"), Json.of("cid", "picture", "message", "", "files", List.of(picture)));
            assertThat(sent.status()).as("%s", sent).isEqualTo(201);
        }
        return picture;
    }

    /** Sends a message to the room. @return its id */
    long post(Member sender) {
        Answer posted = sender.rest().post(room.path("/messages"), Json.of("cid", "first", "message", "first"));
        return Json.number(posted.json(), "id");
    }
}
