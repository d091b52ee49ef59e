package org.chatboard.conversation.picture;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Pictures of rooms by REST: what members get at once, and who gets the picture. {@code RouteAccessIT} has who may change it. */
@WithTestServer
class RoomPictureIT {
    private static final byte[] PICTURE = Pictures.encoded(Pictures.redAndBlue(300, 400), "jpeg");

    private final TestServer board;

    RoomPictureIT(TestServer board) {
        this.board = board;
    }

    @Test
    void showsAChangeToMembersAndToNobodyElse() {
        Member owner = board.newMember();
        Member member = board.newMember();
        NamedRoom room = NamedRoom.create(owner, member);
        SocketClient socket = member.socket();
        String version = put(owner, room.path("/picture")).json().getString("picture");
        socket.await("message", frame -> isOfPicture(frame, version));
        assertThat(pictureIn(member)).isEqualTo(version);
        String address = "/avatars/room-" + room.id() + "/" + version;
        assertThat(member.rest().get(address).status()).isEqualTo(200);
        assertThat(board.newMember().rest().get(address).status()).isEqualTo(404);
        assertThat(member.rest().get("/avatars/" + room.id() + "/" + version).status())
                .isEqualTo(404);
        assertThat(owner.rest().delete(room.path("/picture")).status()).isEqualTo(204);
        socket.await("message", frame -> isOfPicture(frame, null));
        assertThat(pictureIn(member)).isNull();
        assertThat(member.rest().get(address).status()).isEqualTo(404);
        assertThat(owner.rest().delete(room.path("/picture")).status()).isEqualTo(204);
    }

    @Test
    void isGoneForAFormerMemberAtOnce() {
        Member owner = board.newMember();
        Member member = board.newMember();
        NamedRoom room = NamedRoom.create(owner, member);
        String version = put(owner, room.path("/picture")).json().getString("picture");
        String address = "/avatars/room-" + room.id() + "/" + version;
        assertThat(member.rest().get(address).status()).isEqualTo(200);
        assertThat(room.remove(owner, member).status()).isEqualTo(204);
        assertThat(member.rest().get(address).status()).isEqualTo(404);
    }

    @Test
    void keepsAContentThatAnAvatarUses() {
        Member owner = board.newMember();
        NamedRoom room = NamedRoom.create(owner);
        String ofRoom = put(owner, room.path("/picture")).json().getString("picture");
        String ofOwner = put(owner, "/api/me/avatar").json().getString("avatar");
        assertThat(ofOwner).isEqualTo(ofRoom);
        assertThat(owner.rest().delete(room.path("/picture")).status()).isEqualTo(204);
        assertThat(owner.rest().get("/avatars/" + owner.id() + "/" + ofOwner).status())
                .isEqualTo(200);
    }

    @Test
    void givesAConversationOfTwoNoPicture() {
        TwoPeople people = new TwoPeople(board);
        assertThat(put(people.ann, "/api/rooms/" + people.room + "/picture").status())
                .isEqualTo(403);
    }

    private static boolean isOfPicture(JsonObject frame, String version) {
        JsonObject event = frame.getJsonObject("event");
        return event != null
                && event.getString("kind").equals("picture")
                && Objects.equals(event.getString("value", null), version);
    }

    private static String pictureIn(Member member) {
        return member.rest()
                .get("/api/rooms")
                .json()
                .getJsonArray("rooms")
                .getJsonObject(0)
                .getString("picture", null);
    }

    private static Answer put(Member member, String path) {
        return member.rest().send("PUT", path, BodyPublishers.ofByteArray(PICTURE), "Content-Type", "image/jpeg");
    }
}
