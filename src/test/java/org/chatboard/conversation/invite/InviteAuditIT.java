package org.chatboard.conversation.invite;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit log says about invitations. */
@WithTestServer
class InviteAuditIT {
    private static final Set<String> LEFT_OUT = Set.of("id", "at", "address");

    private final TestServer board;
    private final Member admin;
    private final Member owner;
    private final NamedRoom room;
    private long before;

    InviteAuditIT(TestServer board) {
        this.board = board;
        admin = board.administrator();
        owner = board.newMember();
        room = NamedRoom.create(owner);
    }

    @BeforeEach
    void readTheNewest() {
        before = events().stream()
                .mapToLong(event -> Json.number(event, "id"))
                .max()
                .orElse(0);
    }

    @Test
    void recordsWhoMadeUsedAndRevokedAnInvitationIntoARoom() {
        Invites.Link link = Invites.make(owner, room.id());
        Member newcomer = Invites.newcomer(board.url(), link.code());
        Member member = board.newMember();
        assertThat(member.rest().submit(link.path(), "join", "joinRoom").status())
                .isEqualTo(302);
        assertThat(admin.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(204);
        assertThat(recorded())
                .containsExactly(
                        event("ROOM_INVITE_REVOKED", admin, "before", "Lunch"),
                        event("ROOM_INVITE_USED", member, "after", "Lunch"),
                        event("ROOM_INVITE_USED", newcomer, "after", "Lunch"),
                        event("ROOM_INVITE_MADE", owner, "after", "Lunch"));
        assertThat(events().get(0).getString("address")).isEqualTo("127.0.0.1");
        assertThat(admin.rest().get("/admin").body())
                .contains(
                        owner.username() + " made an invitation into the room “Lunch”.",
                        newcomer.username() + " joined the room “Lunch” by an invitation of " + owner.username() + ".",
                        admin.username() + " revoked an invitation into the room “Lunch” that " + owner.username()
                                + " had made.");
    }

    @Test
    void recordsWhoMadeUsedAndRevokedAnInvitationToTheServer() {
        Invites.Link link = Invites.make(admin, null);
        Member newcomer = Invites.newcomer(board.url(), link.code());
        assertThat(admin.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(204);
        assertThat(recorded())
                .containsExactly(
                        Map.of(
                                "action",
                                "SERVER_INVITE_REVOKED",
                                "actor",
                                admin.username(),
                                "subject",
                                admin.username()),
                        Map.of(
                                "action",
                                "SERVER_INVITE_USED",
                                "actor",
                                newcomer.username(),
                                "subject",
                                admin.username()),
                        Map.of("action", "SERVER_INVITE_MADE", "actor", admin.username(), "subject", admin.username()));
        assertThat(admin.rest().get("/admin").body())
                .contains(
                        admin.username() + " made an invitation to this server.",
                        newcomer.username() + " signed up by an invitation of " + admin.username() + ".",
                        admin.username() + " revoked an invitation to this server that " + admin.username()
                                + " had made.");
    }

    @Test
    void recordsNothingOfWhatIsRejected() {
        Invites.Link link = Invites.make(owner, room.id());
        RestClient stranger = new RestClient(board.url());
        assertThat(stranger.post(
                                "/api/accounts",
                                Json.of(
                                        "username",
                                        owner.username(),
                                        "displayName",
                                        "X",
                                        "password",
                                        RestClient.PASSWORD,
                                        "invitation",
                                        link.code()))
                        .status())
                .isEqualTo(409);
        assertThat(Invites.signUp(board.url(), "invented").status()).isEqualTo(404);
        assertThat(board.newMember().rest().delete("/api/invites/" + link.id()).status())
                .isEqualTo(404);
        assertThat(Invites.ask(board.newMember(), room.id()).status()).isEqualTo(404);
        Member full = board.newMember();
        room.add(owner, full);
        assertThat(full.rest().get(link.path()).status()).as("a member").isEqualTo(302);
        assertThat(recorded()).containsExactly(event("ROOM_INVITE_MADE", owner, "after", "Lunch"));
        assertThat(owner.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(204);
        assertThat(owner.rest().delete("/api/invites/" + link.id()).status()).isEqualTo(404);
        assertThat(recorded()).hasSize(2);
    }

    /** {@return an event about an invitation of the owner} */
    private Map<String, String> event(String action, Member actor, String value, String room) {
        return Map.of("action", action, "actor", actor.username(), "subject", owner.username(), value, room);
    }

    /** {@return the events since the test began, the newest first} */
    private List<Map<String, String>> recorded() {
        return events().stream()
                .filter(event -> Json.number(event, "id") > before)
                .map(InviteAuditIT::fields)
                .toList();
    }

    private static Map<String, String> fields(JsonObject event) {
        return event.keySet().stream()
                .filter(name -> !LEFT_OUT.contains(name))
                .collect(Collectors.toMap(name -> name, event::getString, (one, other) -> one, TreeMap::new));
    }

    private List<JsonObject> events() {
        return admin.rest()
                .get("/api/admin/audit?limit=20")
                .json()
                .getJsonArray("events")
                .getValuesAs(JsonObject.class);
    }
}
