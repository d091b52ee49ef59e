package org.chatboard.conversation.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.AtOnce;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class InvitesIT {
    private static final String INVALID = "This invitation is not valid (any more). Ask for a new one.";

    private static final int TIMED_ROUNDS = 101;

    private final TestServer board;
    private final Member owner;
    private final NamedRoom room;

    InvitesIT(TestServer board) {
        this.board = board;
        owner = board.newMember();
        room = NamedRoom.create(owner);
    }

    @Test
    void letsOwnersInviteIntoTheirRoomAndAdministratorsToTheServer() {
        Member member = board.newMember();
        room.add(owner, member);
        assertThat(Invites.ask(owner, room.id()).status()).isEqualTo(201);
        assertThat(Invites.ask(member, room.id()).status()).isEqualTo(403);
        assertThat(Invites.ask(board.newMember(), room.id()).status()).isEqualTo(404);
        assertThat(Invites.ask(owner, null).status()).isEqualTo(403);
        Member administrator = board.administrator();
        assertThat(Invites.ask(administrator, null).status()).isEqualTo(201);
        assertThat(Invites.ask(administrator, room.id()).status())
                .as("an administrator who is no member")
                .isEqualTo(404);
        room.add(owner, administrator);
        assertThat(Invites.ask(administrator, room.id()).status()).isEqualTo(201);
    }

    @Test
    void rejectsInvitationsIntoConversationsOfTwoAndArchivedRooms() {
        Member other = board.newMember();
        SocketClient socket = owner.socket();
        long direct = Json.number(
                socket.send(Json.of("type", "send", "to", other.id(), "cid", "c", "message", "x"))
                        .await("ack"),
                "room");
        assertThat(Invites.ask(owner, direct).status()).isEqualTo(403);
        Invites.Link link = Invites.make(owner, room.id());
        room.change(owner, "archived", true);
        assertThat(Invites.ask(owner, room.id()).status()).isEqualTo(409);
        assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(404);
        room.change(owner, "archived", false);
        assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(201);
    }

    @Test
    void acceptsUsesAndExpiryUpToTheirLimits() {
        Instant now = Instant.now();
        Stream.of(1, 1_000).forEach(uses -> assertThat(
                        Invites.ask(owner, room.id(), "uses", uses).status())
                .isEqualTo(201));
        Stream.of(0, 1_001).forEach(uses -> assertThat(
                        Invites.ask(owner, room.id(), "uses", uses).status())
                .isEqualTo(400));
        assertThat(expiring(now.plus(1, ChronoUnit.MINUTES)).status()).isEqualTo(201);
        assertThat(expiring(now.plus(90, ChronoUnit.DAYS)).status()).isEqualTo(201);
        assertThat(expiring(now.minusSeconds(1)).status()).isEqualTo(400);
        assertThat(expiring(now.plus(90, ChronoUnit.DAYS).plus(1, ChronoUnit.HOURS))
                        .status())
                .isEqualTo(400);
        assertThat(Invites.ask(owner, room.id(), "expiresAt", "tomorrow").status())
                .isEqualTo(400);
        assertThat(Invites.ask(board.administrator(), null, "guest", true).status())
                .isEqualTo(400);
    }

    private Answer expiring(Instant at) {
        return Invites.ask(owner, room.id(), "expiresAt", at.toString());
    }

    @Test
    void letsTenInForAWeekUnlessToldOtherwise() {
        JsonObject made = Invites.ask(owner, room.id()).json();
        assertThat(Json.number(made, "uses")).isEqualTo(10);
        assertThat(Instant.parse(made.getString("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(7)));
    }

    @Test
    void keepsAtMostAHundredOpenInvitationsOfAnAccount() {
        List<Invites.Link> links = IntStream.range(0, 100)
                .mapToObj(n -> Invites.make(owner, room.id()))
                .toList();
        assertThat(Invites.ask(owner, room.id()).status()).isEqualTo(409);
        assertThat(owner.rest().delete("/api/invites/" + links.get(7).id()).status())
                .isEqualTo(204);
        assertThat(Invites.ask(owner, room.id()).status()).isEqualTo(201);
        JsonObject first = owner.rest().get("/api/invites?limit=60").json();
        JsonObject second = owner.rest()
                .get("/api/invites?limit=60&after=" + first.getString("next"))
                .json();
        assertThat(first.getJsonArray("invites")).hasSize(60);
        assertThat(second.getJsonArray("invites")).hasSize(40);
        assertThat(second).doesNotContainKey("next");
        assertThat(second.toString()).doesNotContain(links.get(0).code());
        assertThat(owner.rest().get("/api/invites?after=x").status()).isEqualTo(400);
        assertThat(owner.rest().get("/api/invites?limit=201").status()).isEqualTo(400);
    }

    @Test
    void makesANewcomerAMemberAndSaysSoInTheRoom() {
        SocketClient watching = owner.socket();
        Member newcomer = Invites.newcomer(
                board.url(), Invites.make(owner, room.id(), "uses", 2).code());
        JsonObject line = watching.await("message", frame -> frame.containsKey("event"));
        assertThat(line.getJsonObject("event").getString("kind")).isEqualTo("joined");
        assertThat(Json.number(line.getJsonObject("sender"), "id")).isEqualTo(newcomer.id());
        assertThat(room.entry(newcomer).getString("role")).isEqualTo("MEMBER");
        assertThat(newcomer.rest().get("/api/me").json().getString("role")).isEqualTo("USER");
    }

    @Test
    void makesTenAccountsOfFiftyPeopleAtOnce() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 10);
        List<Integer> statuses = AtOnce.run(IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(n -> () -> signUpPatiently(link))
                .toList());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 404).hasSize(40);
        assertThat(room.entry(owner).getInt("memberCount")).isEqualTo(11);
        List<Long> numbers =
                room.lines(owner).stream().map(line -> Json.number(line, "seq")).toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, 11).mapToObj(Long::valueOf).toList());
    }

    @Test
    void letsTenOfFiftyAccountsInAtOnce() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 10);
        List<Member> people = Stream.generate(board::newMember).limit(50).toList();
        // all open the page while the link is valid, then all press the button
        List<Supplier<Answer>> forms =
                people.stream().map(who -> joining(who, link)).toList();
        List<Integer> statuses = AtOnce.run(forms.stream()
                .<Callable<Integer>>map(form -> () -> form.get().status())
                .toList());
        assertThat(statuses).filteredOn(status -> status == 302).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 404).hasSize(40);
        assertThat(Invites.usesLeft(owner, link)).isZero();
        assertThat(room.memberIds(owner)).hasSize(11);
        for (int i = 0; i < people.size(); i++) {
            assertThat(people.get(i).rest().get("/room/" + room.id()).status())
                    .isEqualTo(statuses.get(i) == 302 ? 200 : 404);
        }
        assertThat(room.lines(owner))
                .extracting(line -> line.getInt("seq"))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void keepsTheOrderOfARoomInWhichPeopleWriteAndJoinAtOnce() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 10);
        SocketClient watching = owner.socket();
        Stream<Callable<Integer>> joining = IntStream.range(0, 10).mapToObj(n -> () -> signUpPatiently(link));
        Stream<Callable<Integer>> writing = IntStream.range(0, 30)
                .mapToObj(n -> () -> owner.rest()
                        .post(room.path("/messages"), Json.of("cid", "c" + n, "message", "x"))
                        .status());
        assertThat(AtOnce.run(Stream.concat(joining, writing).toList())).containsOnly(201);
        watching.await("message", frame -> Json.number(frame, "seq") == 41);
        List<Long> all = LongStream.rangeClosed(2, 41).boxed().toList();
        assertThat(watching.seqs(room.id())).isEqualTo(all);
    }

    /** Signs up, and again as long as the server has no free slot for a password hash. */
    private int signUpPatiently(Invites.Link link) {
        int status = Invites.signUp(board.url(), link.code()).status();
        return status == 503 ? signUpPatiently(link) : status;
    }

    @Test
    void spendsNothingOnASignUpThatFails() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 1);
        RestClient stranger = new RestClient(board.url());
        assertThat(stranger.post("/api/accounts", account(owner.username(), RestClient.PASSWORD, link.code()))
                        .status())
                .isEqualTo(409);
        assertThat(stranger.post("/api/accounts", account(Invites.newUsername(), "1234567890", link.code()))
                        .status())
                .isEqualTo(400);
        assertThat(Invites.usesLeft(owner, link)).isEqualTo(1);
        assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(201);
        assertThat(Invites.usesLeft(owner, link)).isZero();
    }

    private static JsonObject account(String username, String password, String code) {
        return Json.of("username", username, "displayName", "X", "password", password, "invitation", code);
    }

    @Test
    void answersAlikeToSpentExpiredRevokedAndInventedCodes() {
        Invites.Link spent = Invites.make(owner, room.id(), "uses", 1);
        assertThat(Invites.signUp(board.url(), spent.code()).status()).isEqualTo(201);
        Invites.Link revoked = Invites.make(owner, room.id());
        assertThat(owner.rest().delete("/api/invites/" + revoked.id()).status()).isEqualTo(204);
        Invites.Link expiring = Invites.make(
                owner, room.id(), "expiresAt", Instant.now().plusMillis(400).toString());
        await().until(() -> new RestClient(board.url()).get(expiring.path()).status() == 404);
        Member stranger = board.newMember();
        String page = new RestClient(board.url()).get("/join/invented").body();
        assertThat(page).contains(INVALID);
        for (String code : List.of(spent.code(), revoked.code(), expiring.code(), "invented")) {
            Answer answer = new RestClient(board.url()).get("/join/" + code);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().replace(code, "invented")).isEqualTo(page);
            assertThat(stranger.rest().get("/join/" + code).status()).isEqualTo(404);
            Answer rest = Invites.signUp(board.url(), code);
            assertThat(rest.status()).isEqualTo(404);
            assertThat(rest.json().getString("detail")).isEqualTo(INVALID);
        }
    }

    @Test
    void takesAsLongForEachInvalidCode() {
        Invites.Link spent = Invites.make(owner, room.id(), "uses", 1);
        assertThat(Invites.signUp(board.url(), spent.code()).status()).isEqualTo(201);
        Invites.Link revoked = Invites.make(owner, room.id());
        assertThat(owner.rest().delete("/api/invites/" + revoked.id()).status()).isEqualTo(204);
        Invites.Link expiring = Invites.make(
                owner, room.id(), "expiresAt", Instant.now().plusMillis(400).toString());
        await().until(() -> new RestClient(board.url()).get(expiring.path()).status() == 404);
        List<String> codes = List.of(spent.code(), revoked.code(), expiring.code(), "invented");
        Map<String, List<Long>> nanos = new HashMap<>();
        RestClient stranger = new RestClient(board.url());
        for (int round = 0;
                round < TIMED_ROUNDS;
                round++) { // in turns, so that a slow moment of the machine is everybody's
            for (String code : codes) {
                long start = System.nanoTime();
                assertThat(stranger.get("/join/" + code).status()).isEqualTo(404);
                nanos.computeIfAbsent(code, each -> new ArrayList<>()).add(System.nanoTime() - start);
            }
        }
        List<Long> medians = nanos.values().stream()
                .map(times -> times.stream().sorted().toList().get(TIMED_ROUNDS / 2))
                .sorted()
                .toList();
        assertThat(medians.get(codes.size() - 1))
                .as("the medians %s in ns", medians)
                .isLessThan(2 * medians.get(0));
    }

    @Test
    void letsEitherTheRevocationOrTheLastUseWin() {
        for (int round = 0; round < 10; round++) {
            Invites.Link link = Invites.make(owner, room.id(), "uses", 1);
            int before = room.entry(owner).getInt("memberCount");
            List<Integer> statuses = AtOnce.run(List.of(
                    () -> owner.rest().delete("/api/invites/" + link.id()).status(),
                    () -> Invites.signUp(board.url(), link.code()).status()));
            assertThat(statuses.get(0)).isEqualTo(204);
            assertThat(statuses.get(1)).isIn(201, 404);
            assertThat(room.entry(owner).getInt("memberCount")).isEqualTo(before + (statuses.get(1) == 201 ? 1 : 0));
        }
    }

    private static Answer join(Member member, Invites.Link link) {
        return joining(member, link).get();
    }

    private static Supplier<Answer> joining(Member member, Invites.Link link) {
        return member.rest().form(link.path(), "join", "joinRoom");
    }

    @Test
    void asksSomebodyWithAnAccountBeforeTheRoomIsJoined() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 2);
        Member member = board.newMember();
        Answer page = member.rest().get(link.path());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Join Lunch").doesNotContain("id=\"sign-up\"");
        assertThat(Invites.usesLeft(owner, link)).as("the page spends nothing").isEqualTo(2);
        Answer joined = join(member, link);
        assertThat(joined.status()).isEqualTo(302);
        assertThat(joined.header("Location")).endsWith("/room/" + room.id());
        assertThat(Invites.usesLeft(owner, link)).isEqualTo(1);
        Answer again = member.rest().get(link.path());
        assertThat(again.header("Location")).endsWith("/room/" + room.id());
        assertThat(Invites.usesLeft(owner, link)).isEqualTo(1);
    }

    @Test
    void spendsOneUseOnTheSamePersonInTwoTabs() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 3);
        Member member = board.newMember();
        String viewState = member.rest().get(link.path()).viewState();
        Callable<Integer> tab = () -> new WebClient(URI.create(board.url()))
                .send(
                        "POST",
                        link.path(),
                        HttpRequest.BodyPublishers.ofString("join=join&joinRoom=&jakarta.faces.ViewState=" + viewState),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        member.rest().cookies())
                .status();
        assertThat(AtOnce.run(List.of(tab, tab, tab))).containsOnly(302);
        assertThat(Invites.usesLeft(owner, link)).isEqualTo(2);
        assertThat(room.entry(owner).getInt("memberCount")).isEqualTo(2);
    }

    @Test
    void leadsAStrangerThroughThePageIntoTheRoom() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 1);
        RestClient stranger = new RestClient(board.url());
        Answer page = stranger.get(link.path());
        assertThat(page.body()).contains("invites you to the room “Lunch”", "/sign-in?from=/join/" + link.code());
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        Answer rejected = signUpOn(stranger, link, owner.username());
        assertThat(rejected.status()).isEqualTo(200);
        assertThat(rejected.body()).contains("taken", "invites you to the room");
        Answer done = signUpOn(stranger, link, Invites.newUsername());
        assertThat(done.status()).isEqualTo(302);
        String after = done.header("Location").replace(board.url(), "");
        assertThat(stranger.get(after).header("Location")).endsWith("/room/" + room.id());
        assertThat(stranger.get("/room/" + room.id()).status()).isEqualTo(200);
        assertThat(new RestClient(board.url()).get(link.path()).status()).isEqualTo(404);
        assertThat(stranger.get(link.path()).header("Location"))
                .as("the spent link still opens the room of a member")
                .endsWith("/room/" + room.id());
    }

    private static Answer signUpOn(RestClient stranger, Invites.Link link, String username) {
        return stranger.submit(
                link.path(),
                "sign-up",
                "signUp",
                "username",
                username,
                "displayName",
                "X",
                "password",
                RestClient.PASSWORD);
    }

    @Test
    void leadsBackFromTheSignInPage() {
        Invites.Link link = Invites.make(owner, room.id());
        Member member = board.signUp();
        RestClient browser = new RestClient(board.url());
        Answer signedIn = browser.submit(
                "/sign-in?from=" + link.path(),
                "sign-in",
                "signIn",
                "username",
                member.username(),
                "password",
                RestClient.PASSWORD);
        String after = signedIn.header("Location").replace(board.url(), "");
        assertThat(browser.get(after).header("Location")).endsWith(link.path());
        assertThat(browser.get(link.path()).body()).contains("Join Lunch");
    }

    @Test
    void limitsTheInvalidCodesOfAnAddress(@WithTestServer.Limited TestServer limited) {
        Member inviter = limited.newMember();
        Invites.Link link = Invites.make(inviter, NamedRoom.create(inviter).id());
        RestClient stranger = new RestClient(limited.url());
        Answer last = IntStream.rangeClosed(0, 20)
                .mapToObj(n -> stranger.get("/join/invented-" + n))
                .reduce((former, latter) -> latter)
                .orElseThrow();
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(last.body()).contains("too many failed attempts");
        assertThat(stranger.get(link.path()).status())
                .as("a valid code is not limited")
                .isEqualTo(200);
    }

    @Test
    void endsInvitationsOfSomebodyWhoMayInviteNoMore() {
        Member second = board.newMember();
        room.add(owner, second);
        room.setRole(owner, second, "OWNER");
        Invites.Link link = Invites.make(second, room.id());
        room.setRole(owner, second, "MEMBER");
        assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(404);
        room.setRole(owner, second, "OWNER");
        room.remove(owner, second);
        assertThat(second.rest().get(link.path()).status())
                .as("the way back of somebody who was removed")
                .isEqualTo(404);
        assertThat(owner.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(204);
    }

    @Test
    void showsInvitationsToThoseWhoMayRevokeThem() {
        Member member = board.newMember();
        room.add(owner, member);
        Invites.Link link = Invites.make(owner, room.id());
        String list = "/api/invites?room=" + room.id();
        assertThat(owner.rest().get(list).json().getJsonArray("invites")).hasSize(1);
        assertThat(member.rest().get(list).status()).isEqualTo(403);
        assertThat(board.newMember().rest().get(list).status()).isEqualTo(404);
        assertThat(member.rest().get("/api/invites").json().getJsonArray("invites"))
                .isEmpty();
        assertThat(member.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(404);
        assertThat(Invites.usesLeft(board.administrator(), link)).isEqualTo(10);
        assertThat(board.administrator()
                        .rest()
                        .delete("/api/invites/" + link.id())
                        .status())
                .isEqualTo(204);
        assertThat(owner.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(404);
        assertThat(owner.rest().delete("/api/invites/x").status()).isEqualTo(404);
    }

    @Test
    void namesTheRoomAndTheMakerOfEach() {
        Invites.Link own = Invites.make(owner, room.id());
        JsonObject listed = entry(owner, "?room=" + room.id(), own);
        assertThat(listed.getString("title")).isEqualTo("Lunch");
        assertThat(listed.getJsonObject("maker").getString("username")).isEqualTo(owner.username());
        assertThat(Json.number(listed.getJsonObject("maker"), "id")).isEqualTo(Json.number(listed, "madeBy"));
        assertThat(entry(owner, "", own)).isEqualTo(listed);
        Member administrator = board.administrator();
        assertThat(entry(administrator, "?limit=200", own))
                .as("of a private room")
                .isEqualTo(listed);
        JsonObject ofServer = entry(administrator, "?limit=200", Invites.make(administrator, null));
        assertThat(ofServer.getJsonObject("maker").getString("displayName")).isEqualTo("Rosa Lind");
        assertThat(ofServer).doesNotContainKeys("room", "title");
    }

    @Test
    void keepsTheNameOfARoomFromThoseWhoHaveLeftIt() {
        Member former = board.newMember();
        room.add(owner, former);
        room.setRole(owner, former, "OWNER");
        Invites.Link link = Invites.make(former, room.id());
        assertThat(entry(former, "", link).getString("title")).isEqualTo("Lunch");
        room.remove(owner, former);
        room.change(owner, "name", "Secret");
        JsonObject listed = entry(former, "", link);
        assertThat(Json.number(listed, "room")).isEqualTo(room.id());
        assertThat(listed).doesNotContainKey("title");
        assertThat(entry(board.administrator(), "?limit=200", link).getString("title"))
                .isEqualTo("Secret");
    }

    private static JsonObject entry(Member reader, String query, Invites.Link link) {
        return reader
                .rest()
                .get("/api/invites" + query)
                .json()
                .getJsonArray("invites")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(invite -> Json.number(invite, "id") == link.id())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void letsPeopleSignUpToTheServerByAnInvitation() {
        Invites.Link link = Invites.make(board.administrator(), null, "uses", 1);
        Member newcomer = Invites.newcomer(board.url(), link.code());
        assertThat(newcomer.rest().get("/api/rooms").json().getJsonArray("rooms"))
                .isEmpty();
        Invites.Link other = Invites.make(board.administrator(), null);
        assertThat(newcomer.rest().get(other.path()).header("Location")).endsWith("/dashboard");
    }

    @Test
    void followsTheDecisionWhoMaySignUp() {
        Invites.Link link = Invites.make(owner, room.id(), "uses", 2);
        RestClient stranger = new RestClient(board.url());
        Member member = board.newMember();
        try {
            decide("INVITED");
            assertThat(stranger.signUp(Invites.newUsername(), "X").status()).isEqualTo(403);
            assertThat(Invites.signUp(board.url(), "invented").status()).isEqualTo(404);
            assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(201);
            decide("NOBODY");
            assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(403);
            assertThat(stranger.get(link.path()).body())
                    .contains("Nobody can make a new account here at the moment.")
                    .doesNotContain("id=\"sign-up\"");
            assertThat(Invites.usesLeft(owner, link)).isEqualTo(1);
            assertThat(join(member, link).status()).isEqualTo(302);
        } finally {
            decide("ANYBODY");
        }
    }

    @Test
    void offersTheAddressToShareOnlyIfAnybodyMaySignUp() {
        assertThat(dashboard(owner))
                .contains("id=\"invitation\"")
                .doesNotContain("An administrator can invite people.");
        try {
            for (String mode : List.of("INVITED", "NOBODY")) {
                decide(mode);
                assertThat(dashboard(owner))
                        .contains("An administrator can invite people.")
                        .doesNotContain("id=\"invitation\"", "id=\"invite-people\"");
                assertThat(dashboard(board.administrator()))
                        .contains("id=\"invite-people\"")
                        .doesNotContain("id=\"invitation\"", "An administrator can invite people.");
            }
        } finally {
            decide("ANYBODY");
        }
    }

    private static String dashboard(Member member) {
        return member.rest().get("/dashboard").body();
    }

    private void decide(String mode) {
        assertThat(board.administrator()
                        .rest()
                        .submit("/admin", "sign-up", "saveSignUp", "mode", mode)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void keepsCodesOutOfTheLog() {
        Invites.Link link = Invites.make(owner, room.id());
        RestClient stranger = new RestClient(board.url());
        stranger.get(link.path());
        new WebClient(URI.create(board.url()))
                .send("POST", link.path(), HttpRequest.BodyPublishers.noBody(), "Origin", "https://evil.example");
        assertThat(board.log()).anyMatch(line -> line.contains("path=/join/…"));
        assertThat(board.log()).noneMatch(line -> line.contains(link.code()));
    }
}
