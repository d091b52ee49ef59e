package org.chatboard.people.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Avatars by REST: who changes and who gets them, and what is rejected. */
@WithTestServer
class AvatarIT {
    private static final byte[] PICTURE = Pictures.encoded(Pictures.redAndBlue(400, 300), "png");

    private final TestServer board;

    AvatarIT(TestServer board) {
        this.board = board;
    }

    @Test
    void showsAnAvatarToOthersAtOnce() {
        TwoPeople people = new TwoPeople(board);
        String version = change(people.ann, PICTURE).json().getString("avatar");
        JsonObject person = people.bobSocket
                .await("person", frame -> frame.getJsonObject("account").containsKey("avatar"))
                .getJsonObject("account");
        assertThat(person.getJsonNumber("id").longValue()).isEqualTo(people.ann.id());
        assertThat(person.getString("avatar")).isEqualTo(version);
        people.send(people.annSocket, "with a picture");
        assertThat(people.bobSocket
                        .awaitText("with a picture")
                        .getJsonObject("sender")
                        .getString("avatar"))
                .isEqualTo(version);
        assertThat(people.ann.rest().get("/api/me").json().getString("avatar")).isEqualTo(version);
        assertThat(people.bob
                        .rest()
                        .get("/api/rooms/" + people.room + "/messages")
                        .json()
                        .getJsonArray("messages")
                        .getJsonObject(0)
                        .getJsonObject("sender")
                        .getString("avatar"))
                .isEqualTo(version);
        Answer picture = people.bob.rest().get(address(people.ann, version));
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(picture.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.header("Cache-Control")).startsWith("private,");
    }

    @Test
    void forgetsTheFormerAvatar() {
        Member ann = board.newMember();
        String first = change(ann, PICTURE).json().getString("avatar");
        assertThat(change(ann, PICTURE).json().getString("avatar")).isEqualTo(first);
        assertThat(ann.rest().get(address(ann, first)).status()).isEqualTo(200);
        String second = change(ann, Pictures.gif(1)).json().getString("avatar");
        assertThat(ann.rest().get(address(ann, first)).status()).isEqualTo(404);
        assertThat(ann.rest().get(address(ann, second)).status()).isEqualTo(200);
        assertThat(ann.rest().delete("/api/me/avatar").status()).isEqualTo(204);
        assertThat(ann.rest().delete("/api/me/avatar").status()).isEqualTo(204);
        assertThat(ann.rest().get(address(ann, second)).status()).isEqualTo(404);
        assertThat(ann.rest().get("/api/me").json()).doesNotContainKey("avatar");
    }

    @Test
    void keepsAContentThatAnotherAvatarUses() {
        Member ann = board.newMember();
        Member bob = board.newMember();
        byte[] picture = Pictures.encoded(Pictures.redAndBlue(100, 90), "png");
        String version = change(ann, picture).json().getString("avatar");
        assertThat(change(bob, picture).json().getString("avatar")).isEqualTo(version);
        assertThat(ann.rest().delete("/api/me/avatar").status()).isEqualTo(204);
        assertThat(bob.rest().get(address(bob, version)).status()).isEqualTo(200);
    }

    @Test
    void sendsItOnlyToThoseWhoSeeThePerson() {
        Member owner = board.newMember();
        NamedRoom room = NamedRoom.create(owner);
        Member guest = Invites.newcomer(
                board.url(), Invites.make(owner, room.id(), "guest", true).code());
        Member stranger = board.newMember();
        String ofOwner = address(owner, change(owner, PICTURE).json().getString("avatar"));
        String ofStranger = address(stranger, change(stranger, PICTURE).json().getString("avatar"));
        assertThat(guest.rest().get(ofOwner).status()).isEqualTo(200);
        assertThat(guest.rest().get(ofStranger).status()).isEqualTo(404);
        assertThat(room.remove(owner, guest).status()).isEqualTo(204);
        assertThat(guest.rest().get(ofOwner).status()).isEqualTo(404);
        assertThat(new RestClient(board.url()).get(ofOwner).status()).isEqualTo(303);
    }

    @Test
    void findsNothingAtOtherAddresses() {
        Member ann = board.newMember();
        String version = change(ann, PICTURE).json().getString("avatar");
        for (String path : List.of(
                address(ann, version.substring(1)),
                address(ann, version + "0"),
                address(ann, "0".repeat(16)),
                "/avatars/" + board.newMember().id() + "/" + version,
                "/avatars/9999999999999999999/" + version,
                "/avatars/" + ann.id(),
                "/avatars/" + ann.id() + "/..%2f",
                "/avatars/")) {
            assertThat(ann.rest().get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void rejectsWhatIsNoPictureOrTooLarge() {
        Member ann = board.newMember();
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        assertProblem(put(ann, svg, "image/png"), 422, "an SVG");
        assertProblem(put(ann, new byte[0], "image/png"), 422, "nothing");
        assertProblem(put(ann, Pictures.pngOfSize(60_000, 60_000), "image/png"), 422, "60,000 x 60,000");
        assertProblem(put(ann, Pictures.pngOfSize(40, 30), "image/png"), 422, "broken pixels");
        Answer large = put(ann, Pictures.webpOfSize(3_000, 2_000), "image/webp");
        assertProblem(large, 422, "a WebP that would take too long");
        assertThat(large.json().getString("detail")).contains("WebP above 4 megapixels");
        assertProblem(put(ann, PICTURE, "application/octet-stream"), 415, "another type");
        assertThat(put(ann, new byte[262_145], "image/png").status()).isEqualTo(413);
        assertThat(ann.rest().get("/api/me").json()).doesNotContainKey("avatar");
    }

    @Test
    void limitsHowOftenAnAccountChangesIt() {
        Member ann = board.newMember();
        for (int i = 0; i < 5; i++) {
            assertThat(change(ann, PICTURE).status()).isEqualTo(200);
        }
        Answer sixth = change(ann, PICTURE);
        assertProblem(sixth, 429, "the sixth");
        assertThat(sixth.header("Retry-After")).isNotNull();
    }

    private static Answer change(Member member, byte[] picture) {
        return put(member, picture, "image/png");
    }

    private static Answer put(Member member, byte[] picture, String type) {
        return member.rest().send("PUT", "/api/me/avatar", BodyPublishers.ofByteArray(picture), "Content-Type", type);
    }

    private static String address(Member member, String version) {
        return "/avatars/" + member.id() + "/" + version;
    }
}
