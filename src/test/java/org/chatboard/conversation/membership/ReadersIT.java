package org.chatboard.conversation.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Who has read a message of a room of several. */
@WithTestServer
class ReadersIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final Member cleo;
    private final NamedRoom room;
    private JsonObject message;

    ReadersIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        cleo = board.newMember();
        room = NamedRoom.create(ann, bob, cleo);
    }

    private void post() {
        try (SocketClient socket = ann.socket()) {
            message = socket.awaitAck(socket.post(room.id(), "Who has read this?"));
        }
    }

    private void read(Member member) {
        try (SocketClient socket = member.socket()) {
            long seq = Json.number(message, "seq");
            socket.send(Json.of("type", "read", "room", room.id(), "seq", seq));
            socket.await("receipt", receipt -> Json.number(receipt, "account") == member.id());
        }
    }

    private Answer readers(Member by, String query) {
        return by.rest().get(room.path("/messages/" + Json.number(message, "id") + "/readers" + query));
    }

    private static List<Long> ids(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().getJsonArray("readers").getValuesAs(JsonObject.class).stream()
                .map(person -> Json.number(person, "id"))
                .toList();
    }

    @Test
    void namesThoseWhoHaveReadItWithoutItsSender() {
        post();
        assertThat(ids(readers(ann, ""))).isEmpty();
        read(bob);
        assertThat(ids(readers(ann, ""))).containsExactly(bob.id());
        assertThat(ids(readers(cleo, ""))).containsExactly(bob.id());
        read(cleo);
        assertThat(ids(readers(ann, ""))).containsExactlyInAnyOrder(bob.id(), cleo.id());
    }

    @Test
    void doesNotNameWhoBecameAMemberLaterOrLeft() {
        post();
        read(bob);
        room.add(ann, board.newMember());
        assertThat(ids(readers(ann, ""))).containsExactly(bob.id());
        room.leave(bob);
        assertThat(ids(readers(ann, ""))).isEmpty();
    }

    @Test
    void showsReceiptsOnlyAmongThoseWhoShowTheirs() {
        post();
        read(bob);
        hideReceipts(bob);
        assertThat(ids(readers(ann, ""))).isEmpty();
        assertProblem(readers(bob, ""), 403, "readers for one who hides receipts");
    }

    private static void hideReceipts(Member member) {
        JsonObject chosen = member.rest().get("/api/me").json().getJsonObject("preferences");
        JsonObject hidden = jakarta.json.Json.createObjectBuilder(chosen)
                .add("hidesReceipts", true)
                .build();
        assertThat(member.rest().put("/api/me/preferences", hidden).status()).isEqualTo(200);
    }

    @Test
    void answersInPagesByName() {
        List<Member> many =
                IntStream.range(0, 5).mapToObj(i -> board.newMember()).toList();
        many.forEach(member -> room.add(ann, member));
        post();
        many.forEach(this::read);
        List<Long> all = ids(readers(ann, ""));
        assertThat(all).hasSize(5);
        Answer first = readers(ann, "?limit=3");
        assertThat(ids(first)).isEqualTo(all.subList(0, 3));
        Answer last = readers(ann, "?limit=3&after=" + first.json().getString("next"));
        assertThat(ids(last)).isEqualTo(all.subList(3, 5));
        assertThat(last.json()).doesNotContainKey("next");
    }

    @Test
    void answersWithoutReadersForWhatIsNoMessageOfTheRoom() {
        post();
        NamedRoom other = NamedRoom.create(ann, bob);
        long event = Json.number(room.lines(ann).get(0), "id");
        Consumer<String> missing = path -> assertProblem(ann.rest().get(path), 404, path);
        missing.accept(other.path("/messages/" + Json.number(message, "id") + "/readers"));
        missing.accept(room.path("/messages/" + event + "/readers"));
        missing.accept(room.path("/messages/999999999999999999/readers"));
        missing.accept(room.path("/messages/x/readers"));
        assertProblem(readers(ann, "?limit=0"), 400, "limit 0");
        assertProblem(readers(ann, "?after=%00"), 400, "cursor of NUL");
    }
}
