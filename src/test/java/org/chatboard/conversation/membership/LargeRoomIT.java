package org.chatboard.conversation.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.conversation.membership.LargeRoom.Way;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A room at the limit of a thousand members. Each test begins and ends with two free places. */
class LargeRoomIT {
    private static final int CONNECTED = 500;
    private static final int MESSAGES = 10;
    private static final int SEARCHES = 7;
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(1); // a few milliseconds on a quiet machine

    private static LargeRoom large;

    private final List<Long> entered = new ArrayList<>();

    @BeforeAll
    static void startServer() {
        large = new LargeRoom();
    }

    @AfterAll
    static void stopServer() {
        large.close();
    }

    @AfterEach
    void freeThePlaces() {
        entered.forEach(large::remove);
        assertThat(large.memberCount()).isEqualTo(RoomMembers.MAX - LargeRoom.FREE);
    }

    private void assertEnters(Way way, Member who) {
        Answer answer = way.enter(large, who);
        assertThat(way.isEntry(answer)).as("%s", answer).isTrue();
        entered.add(who.id());
    }

    @ParameterizedTest
    @EnumSource
    void takesTheThousandthMemberAndNoneBeyond(Way way) {
        Member below = large.board().newMember();
        Member above = large.board().newMember();
        assertEnters(way, below);
        assertEnters(way, large.board().newMember());
        assertThat(large.memberCount()).isEqualTo(RoomMembers.MAX);
        assertStaysOutside(way, above);
        large.remove(below.id());
        entered.remove(below.id());
        assertEnters(way, above);
        assertThat(large.memberCount()).isEqualTo(RoomMembers.MAX);
    }

    /** Nothing is stored, sent or spent. */
    private static void assertStaysOutside(Way way, Member who) {
        long before = large.seq();
        long uses = large.usesLeft();
        try (SocketClient ownersSocket = large.owner().socket();
                SocketClient whosSocket = who.socket()) {
            way.assertFull(way.enter(large, who));
            JsonObject next =
                    ownersSocket.awaitAck(ownersSocket.post(large.room().id(), "the next line"));
            assertThat(Json.number(next, "seq")).isEqualTo(before + 1);
            assertThat(ownersSocket.awaitMessage(large.room().id(), before + 1).getString("message"))
                    .isEqualTo("the next line");
            String rejected = whosSocket.post(large.room().id(), "not from here");
            assertThat(whosSocket.awaitAck(rejected).getString("code")).isEqualTo("room_not_found");
            assertThat(whosSocket.frames("room")).isEmpty();
            assertThat(whosSocket.frames("message")).isEmpty();
        }
        assertThat(large.memberCount()).isEqualTo(RoomMembers.MAX);
        assertThat(who.rest().get("/api/rooms").json().getJsonArray("rooms")).isEmpty();
        assertThat(foundMembers("/members?query=" + who.username())).isEmpty();
        assertThat(large.usesLeft()).isEqualTo(uses);
    }

    @Test
    void makesNoAccountForWhichTheRoomHasNoPlace() {
        for (int place = 0; place < LargeRoom.FREE; place++) {
            Answer answer = Invites.signUp(large.board().url(), large.link().code());
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            entered.add(Json.number(answer.json(), "id"));
        }
        long uses = large.usesLeft();
        long before = large.seq();
        String username = Invites.newUsername();
        Answer rejected = Invites.signUp(large.board().url(), large.link().code(), username);
        assertProblem(rejected, 409, "a sign-up into a full room");
        assertThat(rejected.json().getString("detail")).isEqualTo(LargeRoom.FULL);
        assertThat(large.usesLeft()).isEqualTo(uses);
        assertThat(large.seq()).isEqualTo(before);
        assertThat(large.memberCount()).isEqualTo(RoomMembers.MAX);
        large.remove(entered.remove(0));
        Answer made = Invites.signUp(large.board().url(), large.link().code(), username);
        assertThat(made.status()).as("the username is still free: %s", made).isEqualTo(201);
        entered.add(Json.number(made.json(), "id"));
        assertThat(large.usesLeft()).isEqualTo(uses - 1);
    }

    @Test
    void givesTheLastPlaceToOneOfManyAtOnce() {
        assertEnters(Way.ADDED, large.board().newMember());
        long before = large.seq();
        long uses = large.usesLeft();
        List<Member> crowd = Stream.generate(large.board()::newMember)
                .limit(LargeRoom.AT_ONCE)
                .toList();
        List<Way> ways = IntStream.range(0, LargeRoom.AT_ONCE)
                .mapToObj(i -> Way.values()[i % Way.values().length])
                .toList();
        List<Answer> answers = LargeRoom.atOnce(IntStream.range(0, LargeRoom.AT_ONCE)
                .<Callable<Answer>>mapToObj(i -> () -> ways.get(i).enter(large, crowd.get(i)))
                .toList());
        int spent = 0;
        for (int i = 0; i < LargeRoom.AT_ONCE; i++) {
            if (ways.get(i).isEntry(answers.get(i))) {
                entered.add(crowd.get(i).id());
                spent += ways.get(i) == Way.INVITED ? 1 : 0;
            } else {
                ways.get(i).assertFull(answers.get(i));
            }
        }
        assertThat(entered).hasSize(LargeRoom.FREE);
        assertThat(large.memberCount()).isEqualTo(RoomMembers.MAX);
        assertThat(large.seq()).isEqualTo(before + 1);
        assertThat(large.usesLeft()).isEqualTo(uses - spent);
    }

    @Test
    void fiveHundredConnectedMembersGetEachMessageOnceAndInOrder() {
        List<SocketClient> sockets = LargeRoom.atOnce(large.members().subList(0, CONNECTED).stream()
                .<Callable<SocketClient>>map(member -> member::socket)
                .toList());
        try {
            Member away = large.members().get(CONNECTED);
            long unread = Json.number(large.room().entry(away), "unread");
            long before = large.seq();
            for (int i = 0; i < MESSAGES; i++) {
                sockets.get(i % 3).post(large.room().id(), "message " + i);
            }
            long last = before + MESSAGES;
            sockets.forEach(socket -> socket.awaitMessage(large.room().id(), last));
            sockets.get(0).post(large.room().id(), "behind what might come twice");
            List<Long> all =
                    LongStream.rangeClosed(before + 1, last + 1).boxed().toList();
            for (SocketClient socket : sockets) {
                socket.awaitMessage(large.room().id(), last + 1);
                assertThat(socket.seqs(large.room().id())).isEqualTo(all);
            }
            assertThat(Json.number(large.room().entry(away), "unread"))
                    .as("of a member who is not connected")
                    .isEqualTo(unread + MESSAGES + 1);
        } finally {
            sockets.forEach(SocketClient::cut);
        }
    }

    @Test
    void pagesThroughTheMembersByName() {
        List<Long> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonObject page = large.owner()
                    .rest()
                    .get(large.room().path("/members?limit=200" + next))
                    .json();
            page.getJsonArray("members").getValuesAs(JsonObject.class).forEach(member -> {
                ids.add(Json.number(member.getJsonObject("account"), "id"));
                names.add(member.getJsonObject("account").getString("displayName"));
            });
            next = page.containsKey("next") ? "&after=" + page.getString("next") : null;
        }
        List<Long> expected =
                new ArrayList<>(large.members().stream().map(Member::id).toList());
        expected.add(large.owner().id());
        assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(names).isSorted();
    }

    @Test
    void findsAMemberAmongAThousandAndSomebodyAmongTwoThousandAtOnce() {
        String member = large.members().get(large.members().size() - 1).username();
        String stranger = large.board().newMember().username();
        assertThat(foundMembers("/members?query=" + member)).containsExactly(member);
        assertThat(foundMembers("/members?sort=recent&query=" + member)).containsExactly(member);
        assertThat(foundMembers("/members?query=" + stranger)).isEmpty();
        assertThat(foundMembers("/members?limit=50&query=the")).hasSize(50);
        assertThat(usernames(
                        large.owner()
                                .rest()
                                .get("/api/people?query=" + stranger)
                                .json(),
                        "people"))
                .containsExactly(stranger);
        Stream.of(
                        large.room().path("/members?query=" + member),
                        large.room().path("/members?query=the"),
                        large.room().path("/members?query=nobody"),
                        large.room().path("/members?sort=recent&query=" + member),
                        "/api/people?query=" + stranger,
                        "/api/people?query=the")
                .forEach(path -> assertThat(median(path)).as(path).isLessThan(LONGEST_SEARCH));
    }

    private static List<String> foundMembers(String path) {
        Answer answer = large.owner().rest().get(large.room().path(path));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return usernames(answer.json(), "members");
    }

    private static List<String> usernames(JsonObject page, String field) {
        return page.getJsonArray(field).getValuesAs(JsonObject.class).stream()
                .map(one -> one.containsKey("account") ? one.getJsonObject("account") : one)
                .map(person -> person.getString("username"))
                .toList();
    }

    private static Duration median(String path) {
        return IntStream.range(0, SEARCHES)
                .mapToObj(i -> {
                    long before = System.nanoTime();
                    large.owner().rest().get(path);
                    return Duration.ofNanos(System.nanoTime() - before);
                })
                .sorted()
                .toList()
                .get(SEARCHES / 2);
    }
}
