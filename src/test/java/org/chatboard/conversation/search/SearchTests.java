package org.chatboard.conversation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search as people in a room, and those who are not in it, have it. Each test has a word that no other message of the server has. */
abstract class SearchTests {
    private static final int MANY = 250;

    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final NamedRoom room;
    private final SocketClient annSocket;

    SearchTests(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        room = NamedRoom.create(ann, bob);
        annSocket = ann.socket();
    }

    @AfterEach
    void closeSocket() {
        annSocket.close();
    }

    /** Sends and waits for the ack. {@return the id of the message} */
    private long send(NamedRoom to, String text) {
        return acked(annSocket.post(to.id(), text));
    }

    private long send(String text) {
        return send(room, text);
    }

    private long acked(String cid) {
        JsonObject ack = annSocket.awaitAck(cid);
        assertThat(ack.getString("type")).as("%s", ack).isEqualTo("ack");
        return Json.number(ack, "id");
    }

    private static Answer ask(Member who, String query, String more) {
        return who.rest().get("/api/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more);
    }

    private static JsonObject search(Member who, String query, String more) {
        Answer answer = ask(who, query, more);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonObject> hits(JsonObject page) {
        return page.getJsonArray("hits").getValuesAs(JsonObject.class);
    }

    private static List<Long> ids(JsonObject page) {
        return hits(page).stream()
                .map(hit -> Json.number(hit.getJsonObject("message"), "id"))
                .toList();
    }

    private List<Long> find(Member who, String query) {
        return ids(search(who, query, ""));
    }

    private void awaitFound(Member who, String query, Long... ids) {
        await().untilAsserted(() -> assertThat(find(who, query)).containsExactly(ids));
    }

    @Test
    void findsAMessageASecondAfterItsAckAndNotOnceItIsEditedOrDeleted() {
        send("warm up " + word); // the index may have just been opened
        await().until(() -> !find(bob, word).isEmpty());
        List<Duration> times = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            String text = word + "a" + n;
            long id = send(text);
            long before = System.nanoTime();
            awaitFound(bob, text, id);
            times.add(Duration.ofNanos(System.nanoTime() - before));
        }
        times.sort(null);
        assertThat(times.get(2)).as("the median of %s", times).isLessThan(Duration.ofSeconds(1));
        long id = send(word + "b");
        awaitFound(bob, word + "b", id);
        acked(annSocket.change("edit", room.id(), id, "message", word + "c"));
        // the text is compared when it is read, so this holds at once, although the index may be behind
        assertThat(find(bob, word + "b")).isEmpty();
        awaitFound(bob, word + "c", id);
        acked(annSocket.change("delete", room.id(), id));
        assertThat(find(bob, word + "c")).isEmpty();
        assertThat(ids(search(bob, "", "&sender=" + ann.id()))).isNotEmpty().doesNotContain(id);
    }

    @Test
    void findsPartsOfWordsInAnyScriptAndAnyCaseAndTakesSignsAsText() {
        long id = send(word + " Überraschung in İstanbul: C++ AND \"quoted\" 2*3 a/b 全文検索 สวัสดีครับ");
        long other = send(word + " another one");
        awaitFound(bob, word, other, id);
        for (String part : List.of(
                "RASCH",
                "uberr",
                "ueberr",
                "istanbul",
                "ıstanbul",
                "c++",
                "AND",
                "\"quo",
                "*",
                "/",
                "検索",
                "สวั",
                "b")) {
            assertThat(find(bob, word + " " + part)).as(part).containsExactly(id);
        }
        assertThat(find(bob, word.substring(5, 9) + " " + word.substring(20))).containsExactly(other, id);
        for (String absent : List.of("xyzxyz", "C+++", "NEAR", "a?b", "検文", "*:*", word + "*")) {
            assertThat(find(bob, word + " " + absent)).as(absent).isEmpty();
        }
    }

    @Test
    void saysWhereAHitIsAndMarksIt() {
        long id = send("😀 the " + word);
        awaitFound(bob, word, id);
        JsonObject page = search(bob, word, "");
        assertThat(page.getBoolean("complete")).isTrue();
        assertThat(page).doesNotContainKeys("next", "progress");
        JsonObject hit = hits(page).get(0);
        assertThat(hit.getJsonObject("room"))
                .isEqualTo(Json.of("room", room.id(), "title", "Lunch", "kind", "PRIVATE"));
        assertThat(hit.getJsonArray("marks")).hasToString("[[7," + word.length() + "]]");
        assertThat(hit.getJsonObject("message").getString("message")).isEqualTo("😀 the " + word);
        assertThat(hit.getJsonObject("message")).doesNotContainKey("cid");
        String direct = "direct " + word;
        long inDirect = acked(annSocket.postTo(bob.id(), direct));
        awaitFound(ann, direct, inDirect);
        assertThat(hits(search(ann, direct, "")).get(0).getJsonObject("room").getString("title"))
                .isEqualTo(bob.rest().get("/api/me").json().getString("displayName"));
        assertThat(hits(search(bob, direct, "")).get(0).getJsonObject("room").getString("title"))
                .isEqualTo(ann.rest().get("/api/me").json().getString("displayName"));
    }

    @Test
    void filtersByRoomPersonAndTime() {
        NamedRoom other = NamedRoom.create(ann, bob);
        long first = send(word);
        long inOther = send(other, word);
        long ofBob = Json.number(
                bob.rest()
                        .post(room.path("/messages"), Json.of("cid", "c", "message", word))
                        .json(),
                "id");
        awaitFound(bob, word, ofBob, inOther, first);
        assertThat(ids(search(bob, word, "&room=" + room.id()))).containsExactly(ofBob, first);
        assertThat(ids(search(bob, word, "&sender=" + ann.id()))).containsExactly(inOther, first);
        assertThat(ids(search(bob, "", "&sender=" + bob.id() + "&room=" + room.id())))
                .containsExactly(ofBob);
        String sentAt = hits(search(bob, word, "&room=" + other.id()))
                .get(0)
                .getJsonObject("message")
                .getString("sentAt");
        assertThat(ids(search(bob, word, "&from=" + sentAt))).contains(ofBob, inOther);
        assertThat(ids(search(bob, word, "&until=" + sentAt))).doesNotContain(ofBob, inOther);
        assertThat(ids(search(bob, word, "&has=file"))).isEmpty();
    }

    @Test
    void findsAMessageByTheNameOfAFile() {
        String file = Uploads.upload(ann, word + " Überblick.txt", "text".getBytes(StandardCharsets.UTF_8));
        JsonObject body = Json.of("cid", "c", "message", "see", "files", List.of(file));
        long id = Json.number(ann.rest().post(room.path("/messages"), body).json(), "id");
        long without = send(word);
        awaitFound(bob, word, without, id);
        assertThat(find(bob, word.substring(3) + " uberblick.txt SEE")).containsExactly(id);
        assertThat(ids(search(bob, word, "&has=file"))).containsExactly(id);
        assertThat(ids(search(bob, "", "&has=file&room=" + room.id()))).containsExactly(id);
        acked(annSocket.change("delete", room.id(), id));
        assertThat(find(bob, word)).containsExactly(without);
    }

    @Test
    void pagesWithoutASkipWhileMessagesArrive() {
        List<Long> sent =
                IntStream.range(0, 7).mapToObj(n -> send(word + " " + n)).toList();
        List<Long> newestFirst =
                IntStream.rangeClosed(1, 7).mapToObj(n -> sent.get(7 - n)).toList();
        await().untilAsserted(() -> assertThat(find(bob, word)).isEqualTo(newestFirst));
        List<Long> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = search(bob, word, "&limit=3" + cursor);
            paged.addAll(ids(page));
            cursor = page.containsKey("next") ? "&cursor=" + page.getString("next") : "";
            long late = send(word + " late");
            await().until(() -> find(bob, word).get(0) == late);
        } while (!cursor.isEmpty());
        assertThat(paged).isEqualTo(newestFirst);
    }

    /** Those who may not see the room find nothing of it, however much there is, by any filter and any cursor. */
    @Test
    void findsOnlyWhatOneMaySeeNow() {
        Member stranger = board.newMember();
        Member former = board.newMember();
        Member guest = Invites.newcomer(
                board.url(), Invites.make(ann, room.id(), "guest", true).code());
        assertThat(room.add(ann, former).status()).isEqualTo(200);
        NamedRoom secret = NamedRoom.create(ann, bob);
        IntStream.range(0, MANY)
                .mapToObj(n -> annSocket.post(secret.id(), word + " " + n))
                .toList()
                .forEach(this::acked);
        long shared = send(word);
        await().until(() -> search(ann, word, "&limit=200").containsKey("next"));
        awaitFound(former, word, shared);
        awaitFound(guest, word, shared);
        String cursor = search(ann, word, "&limit=100").getString("next");
        assertThat(room.remove(ann, former).status()).isEqualTo(204);
        for (Member nobody : List.of(stranger, former)) {
            for (String more : List.of(
                    "",
                    "&limit=1",
                    "&limit=200",
                    "&cursor=" + cursor,
                    "&sender=" + ann.id(),
                    "&from=2020-01-01T00:00:00Z")) {
                assertThat(search(nobody, word, more)).as(more).isEqualTo(Json.of("hits", List.of(), "complete", true));
            }
            assertThat(ask(nobody, word, "&room=" + room.id()).status()).isEqualTo(404);
            assertThat(ask(nobody, word, "&room=" + secret.id()).body())
                    .isEqualTo(ask(nobody, word, "&room=999999999999").body());
        }
        assertThat(ids(search(guest, word, "&limit=200"))).containsExactly(shared);
        assertThat(search(guest, word, "&limit=1")).doesNotContainKey("next");
        assertThat(search(guest, word, "&cursor=" + cursor)).isEqualTo(Json.of("hits", List.of(), "complete", true));
        assertThat(ask(guest, word, "&room=" + secret.id()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "%09%0A%C2%A0", "%E2%80%8B"})
    void saysThatAQueryWithoutWordsIsEmpty(String query) {
        Answer answer = bob.rest().get("/api/search?q=" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonObject("errors").getString("q")).contains("Type a word");
        assertThat(bob.rest()
                        .get("/api/search?room=" + room.id() + "&q=" + query)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "*", "?", "***", "%", "\\", "(", "\u0000", "a* OR b", "[1 TO 2]", "\"", "~", "😀", "\ud800"
            })
    void answersOddQueriesSoon(String query) {
        long before = System.nanoTime();
        int status = ask(bob, query, "").status();
        assertThat(status).isEqualTo("\u0000".equals(query) ? 400 : 200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takesUpToTwoHundredCharacters() {
        for (String query : List.of(
                "😀".repeat(SearchRequest.MAX_TEXT - 1),
                "😀".repeat(SearchRequest.MAX_TEXT),
                "\uFDFA".repeat(SearchRequest.MAX_TEXT))) { // the last is 18 letters when it is folded
            assertThat(ask(bob, query, "").status()).as(query).isEqualTo(200);
        }
        Answer longer = ask(bob, "a ".repeat(SearchRequest.MAX_TEXT / 2) + "a", "");
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.json().getJsonObject("errors").getString("q")).contains("200");
        assertThat(ask(bob, "a".repeat(10_000), "").status()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&limit=0",
                "&limit=201",
                "&cursor=x",
                "&cursor=-1",
                "&room=x",
                "&sender=x",
                "&from=x",
                "&from=%2B1000000000-01-01T00:00:00Z",
                "&until=yesterday",
                "&has=x"
            })
    void rejectsAParameterThatMakesNoSense(String more) {
        Answer answer = ask(bob, "word", more);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonObject("errors")).hasSize(1);
    }
}
