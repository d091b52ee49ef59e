package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of mentions, and the members that are suggested for one. */
@WithTestServer
class MentionPageIT extends MentionTests {
    MentionPageIT(TestServer board) {
        super(board);
    }

    @Test
    void pagesThroughTheMentionsOfTheRoomsThatOneIsIn() {
        NamedRoom other = NamedRoom.create(ann, bob);
        List<Long> ids = LongStream.range(0, 5)
                .map(n -> Json.number(send(ann, n % 2 == 0 ? room : other, "message", at(bob) + " " + n), "id"))
                .boxed()
                .toList();
        JsonObject first = bob.rest().get("/api/mentions?limit=2").json();
        JsonObject second = bob.rest()
                .get("/api/mentions?limit=2&after=" + first.getString("next"))
                .json();
        JsonObject third = bob.rest()
                .get("/api/mentions?limit=2&after=" + second.getString("next"))
                .json();
        assertThat(third).doesNotContainKey("next");
        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.getJsonArray("mentions").getValuesAs(JsonObject.class).stream())
                        .map(each -> Json.number(each.getJsonObject("message"), "id")))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        JsonObject newest = first.getJsonArray("mentions").getJsonObject(0);
        assertThat(newest.getJsonObject("room"))
                .isEqualTo(Json.of("room", room.id(), "title", "Lunch", "kind", "PRIVATE"));
        assertThat(newest.getBoolean("unread")).isTrue();
        other.leave(bob);
        assertThat(page(bob)).hasSize(3);
        assertThat(bob.rest().get("/api/mentions?limit=2").json().getJsonArray("mentions"))
                .hasSize(2);
        assertThat(bob.rest().get("/api/mentions?after=x").status()).isEqualTo(400);
        assertThat(bob.rest().get("/api/mentions?limit=0").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"499, 1", "500, 0"})
    void readsABoundedNumberOfMentionsInRoomsThatOneHasLeftForAPage(int left, int onFirstPage) {
        JsonObject oldest = send(ann, at(bob));
        NamedRoom other = NamedRoom.create(ann, bob);
        // one after the other: a test that reads slower than it writes is closed as a slow consumer
        IntStream.range(0, left).forEach(n -> annSocket.awaitAck(annSocket.post(other.id(), at(bob))));
        other.leave(bob);
        JsonObject first = bob.rest().get("/api/mentions?limit=50").json();
        assertThat(first.getJsonArray("mentions")).hasSize(onFirstPage);
        JsonObject second = bob.rest()
                .get("/api/mentions?limit=50&after=" + first.getString("next"))
                .json();
        assertThat(second).doesNotContainKey("next");
        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.getJsonArray("mentions").getValuesAs(JsonObject.class).stream())
                        .map(each -> Json.number(each.getJsonObject("message"), "id")))
                .containsExactly(Json.number(oldest, "id"));
    }

    @Test
    void offersTheMembersWhoWroteLastFirst() {
        assertThat(offered("")).containsExactlyInAnyOrder(ann.id(), bob.id(), cleo.id());
        send(cleo, "first");
        send(bob, "second");
        assertThat(offered("").subList(0, 2)).containsExactly(bob.id(), cleo.id());
        assertThat(offered(cleo.username())).containsExactly(cleo.id());
        assertThat(offered("no such name")).isEmpty();
    }

    private List<Long> offered(String query) {
        return ann
                .rest()
                .get(room.path("/members?sort=recent&limit=20&query=" + query.replace(' ', '+')))
                .json()
                .getJsonArray("members")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> Json.number(each.getJsonObject("account"), "id"))
                .toList();
    }
}
