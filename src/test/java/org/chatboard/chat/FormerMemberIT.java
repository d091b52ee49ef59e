package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The raw log of a former member's sockets: not one byte of the room after {@code gone}, whatever happens there. Each text of the room,
 * its name and its topic contain a mark that nothing else contains.
 */
@WithTestServer
class FormerMemberIT {
    private static final int ROUNDS = 5;

    /** How somebody ceases to be a member. */
    private enum Departure {
        REMOVED,
        LEFT
    }

    private final String mark = "q" + UUID.randomUUID().toString().replace("-", "");
    private final Member ann;
    private final Member bob;
    private final Member cleo;
    private final Member dan;
    private final NamedRoom room;

    FormerMemberIT(TestServer board) {
        ann = board.newMember();
        bob = board.newMember();
        cleo = board.newMember();
        dan = board.newMember();
        room = NamedRoom.create(ann, bob, cleo);
        done(room.change(ann, "name", mark + " room"));
        done(room.change(ann, "topic", mark + " topic"));
    }

    /** A socket of Bob's, and how many frames it had received before he ceased to be a member. */
    private record Watched(String name, SocketClient socket, int from) {
        static Watched of(String name, SocketClient socket) {
            return new Watched(name, socket, socket.count());
        }
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void getsNotOneByteOfTheRoom(Departure departure) {
        Member otherDevice = bob.onAnotherDevice();
        try (SocketClient annSocket = ann.socket();
                SocketClient cleoSocket = cleo.socket();
                SocketClient bobSocket = bob.socket();
                SocketClient otherSocket = otherDevice.socket();
                SocketClient plain = bob.receivingPlain(ann.id())) {
            long own = acked(bobSocket, bobSocket.post(room.id(), mark + " of a member"));
            JsonObject held = held();
            List<SocketClient> sockets = List.of(bobSocket, otherSocket, plain);
            String last = barrier(annSocket, sockets);
            bobSocket.awaitText(last);
            otherSocket.awaitText(last);
            List<Watched> pages =
                    List.of(Watched.of("page", bobSocket), Watched.of("page of a second device", otherSocket));
            Watched simple = Watched.of("simple endpoint", plain);

            done(departure == Departure.REMOVED ? room.remove(ann, bob) : room.leave(bob));
            everythingHappens(annSocket, cleoSocket, own);
            int requests = sendRequests(bobSocket, own);
            barrier(annSocket, sockets);
            pages.forEach(page -> assertNothingOfTheRoom(page, true, page.socket() == bobSocket ? requests : 0));
            assertNothingOfTheRoom(simple, false, 0);

            try (SocketClient again = bob.endpoint().open();
                    SocketClient otherAgain = otherDevice.endpoint().open();
                    SocketClient withoutList = bob.socket();
                    SocketClient plainAgain = bob.receivingPlain(ann.id())) {
                JsonObject hello = Json.of("type", "hello", "rooms", List.of(held));
                List.of(again, otherAgain).forEach(socket -> socket.send(hello).await("error"));
                everythingHappens(annSocket, cleoSocket, own);
                barrier(annSocket, List.of(again, otherAgain, withoutList, plainAgain));
                assertNothingOfTheRoom(new Watched("page that came back with its list", again, 0), false, 1);
                assertNothingOfTheRoom(new Watched("second device that came back", otherAgain, 0), false, 1);
                assertNothingOfTheRoom(new Watched("new page", withoutList, 0), false, 0);
                assertNothingOfTheRoom(new Watched("simple endpoint that came back", plainAgain, 0), false, 0);
            }
            assertNoRouteShowsTheRoom(own);
        }
    }

    /** {@return what a page holds of the room} */
    private JsonObject held() {
        JsonObject entry = room.entry(bob);
        return Json.of("room", room.id(), "epoch", entry.getString("epoch"), "since", entry.getInt("seq"));
    }

    /** Does each thing once that can happen in the room, and ends with it as it was. */
    private void everythingHappens(SocketClient annSocket, SocketClient cleoSocket, long bobs) {
        String toAll = annSocket.post(room.id(), mark + " for @" + bob.username() + " and @all");
        long message = acked(annSocket, toAll);
        String answer = UUID.randomUUID().toString();
        cleoSocket.send(Json.of(
                "type", "send", "room", room.id(), "cid", answer, "message", mark + " answer", "replyTo", bobs));
        acked(cleoSocket, answer);
        acked(annSocket, annSocket.change("edit", room.id(), message, "message", mark + " edited"));
        for (boolean on : List.of(true, false)) {
            acked(cleoSocket, cleoSocket.change("react", room.id(), bobs, "emoji", TwoPeople.THUMB, "on", on));
            annSocket.send(Json.of("type", "typing", "room", room.id(), "on", on));
        }
        long seq = Json.number(annSocket.awaitAck(toAll), "seq");
        cleoSocket.send(Json.of("type", "received", "room", room.id(), "seq", seq));
        cleoSocket.send(Json.of("type", "read", "room", room.id(), "seq", seq + 1));
        done(cleo.rest().post(room.path("/unread"), Json.of("seq", seq)));
        done(cleo.rest().put(room.path("/notify"), Json.of("level", "mentions")));
        done(cleo.rest().put(room.path("/notify"), Json.of("level", "all")));
        acked(annSocket, annSocket.change("delete", room.id(), message));
        String file = Uploads.upload(cleo, mark + ".txt", (mark + " of a file").getBytes(StandardCharsets.UTF_8));
        Answer withFile =
                cleo.rest().post(room.path("/messages"), Json.of("cid", file, "message", "", "files", List.of(file)));
        done(withFile);
        assertThat(bob.rest().get("/files/" + file).status()).isEqualTo(404);
        acked(cleoSocket, cleoSocket.change("delete", room.id(), Json.number(withFile.json(), "id")));
        BodyPublisher picture = BodyPublishers.ofByteArray(Pictures.gif(1));
        done(ann.rest().send("PUT", room.path("/picture"), picture, "Content-Type", "image/gif"));
        done(ann.rest().delete(room.path("/picture")));
        done(cleo.rest().get("/api/search?q=" + mark));
        done(room.setRole(ann, cleo, "OWNER"));
        done(room.setRole(ann, cleo, "MEMBER"));
        done(room.change(ann, "name", mark + " renamed"));
        done(room.change(ann, "topic", mark + " new topic"));
        done(room.add(ann, dan));
        done(room.remove(ann, dan));
        assertThat(dan.rest()
                        .submit(Invites.make(ann, room.id()).path(), "join", "joinRoom")
                        .status())
                .isEqualTo(302);
        done(room.leave(dan));
        done(room.change(ann, "archived", true));
        done(room.change(ann, "archived", false));
    }

    /**
     * Waits until the events so far are sent. Events of a room are sent one after another: when a member has the last of two further ones,
     * all before it are in the queues of all sockets, ahead of a message that Ann sends to Bob then.
     *
     * @return the last message in the room
     */
    private String barrier(SocketClient annSocket, List<SocketClient> bobs) {
        acked(annSocket, annSocket.post(room.id(), mark + " last but one"));
        String last = mark + UUID.randomUUID();
        acked(annSocket, annSocket.post(room.id(), last));
        annSocket.awaitText(last);
        String direct = "to Bob " + UUID.randomUUID();
        annSocket.awaitAck(annSocket.postTo(bob.id(), direct));
        bobs.forEach(socket -> socket.awaitText(direct));
        return last;
    }

    /** Sends each frame that names the room. {@return how many} */
    private int sendRequests(SocketClient socket, long own) {
        List<JsonObject> ephemeral = List.of(
                Json.of("type", "history", "room", room.id()),
                Json.of("type", "history", "room", room.id(), "after", 0),
                Json.of("type", "typing", "room", room.id(), "on", true),
                Json.of("type", "received", "room", room.id(), "seq", 1),
                Json.of("type", "read", "room", room.id(), "seq", 1));
        ephemeral.forEach(frame -> {
            int before = socket.count();
            socket.send(frame).await(before, SocketClient.is("error"));
        });
        List<String> durable = List.of(
                socket.post(room.id(), "let me in"),
                socket.change("edit", room.id(), own, "message", "x"),
                socket.change("delete", room.id(), own),
                socket.change("react", room.id(), own, "emoji", TwoPeople.THUMB, "on", true));
        durable.forEach(socket::awaitAck);
        return ephemeral.size() + durable.size();
    }

    /**
     * Fails if a socket got anything of the room but {@code gone}, where it had the room, and an error for each of its requests.
     *
     * @param answers number of requests
     */
    private void assertNothingOfTheRoom(Watched watched, boolean gone, int answers) {
        List<String> others = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        int told = 0;
        for (String text : watched.socket().textsFrom(watched.from())) {
            JsonObject frame = Json.parse(text);
            if (frame.equals(Json.of("type", "gone", "room", room.id()))) {
                told++;
            } else if (frame.getString("type").equals("error")) {
                codes.add(frame.getString("code"));
                assertThat(text).as(watched.name()).doesNotContain(mark);
            } else {
                others.add(text);
            }
        }
        assertThat(String.join("\n", others))
                .as(watched.name())
                .doesNotContain(mark)
                .doesNotContainPattern(Pattern.compile("\"room\"\\s*:\\s*" + room.id() + "\\b"));
        assertThat(told).as("gone at the %s", watched.name()).isEqualTo(gone ? 1 : 0);
        assertThat(codes).as(watched.name()).hasSize(answers);
        assertThat(codes).as(watched.name()).allMatch("room_not_found"::equals);
    }

    private void assertNoRouteShowsTheRoom(long own) {
        for (String path : List.of(
                room.path("/messages"),
                room.path("/members"),
                room.path("/messages/" + own + "/readers"),
                "/room/" + room.id())) {
            Answer answer = bob.rest().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).doesNotContain(mark);
        }
        for (String path : List.of(
                "/api/rooms",
                "/api/rooms/public",
                "/api/mentions",
                "/api/invites",
                "/api/people?query=" + mark,
                "/api/search?q=" + mark,
                "/dashboard",
                "/mentions",
                "/search?room=" + room.id(),
                "/chat/" + ann.username())) {
            Answer answer = bob.rest().get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain(mark);
        }
    }

    @Test
    void isToldWithinASecond() {
        try (SocketClient socket = bob.socket()) {
            List<Duration> times = IntStream.range(0, ROUNDS)
                    .mapToObj(round -> removeAndAdd(socket))
                    .sorted()
                    .toList();
            assertThat(times.get(ROUNDS / 2)).as("the median of %s", times).isLessThan(Duration.ofSeconds(1));
        }
    }

    private Duration removeAndAdd(SocketClient socket) {
        int before = socket.count();
        long start = System.nanoTime();
        done(room.remove(ann, bob));
        socket.await(before, SocketClient.is("gone"));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        done(room.add(ann, bob));
        socket.await(before, SocketClient.is("room"));
        return time;
    }

    /** {@return the id in the ack of a request, which must succeed} */
    private static long acked(SocketClient socket, String cid) {
        JsonObject answer = socket.awaitAck(cid);
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("ack");
        return Json.number(answer, "id");
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
    }
}
