package org.chatboard.operation.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** The audit log by REST and on the administrator's page. {@code HelpLinkServiceTests} has its transactions. */
@WithTestServer
class AuditIT {
    private static final String PATH = "/api/admin/audit";

    private final TestServer board;
    private final Member admin;

    AuditIT(TestServer board) {
        this.board = board;
        this.admin = board.administrator();
    }

    @Test
    void showsWhoDidWhatToWhomWhenAndFromWhere() {
        Member anna = board.newMember();
        Instant before = Instant.now().minusMillis(1);
        help(anna);
        JsonObject newest = events("?limit=1").get(0);
        assertThat(newest.getString("action")).isEqualTo("HELP_LINK_MADE");
        assertThat(newest.getString("actor")).isEqualTo(admin.username());
        assertThat(newest.getString("subject")).isEqualTo(anna.username());
        assertThat(newest.getString("address")).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(newest.getString("at"))).isBetween(before, Instant.now());
        assertThat(newest.containsKey("before")).isFalse();
        assertThat(admin.rest().get("/admin").body())
                .contains(admin.username() + " made a help link for " + anna.username() + ".");
    }

    @Test
    void showsWhoChangedWhoMaySignUp() {
        try {
            decide("INVITED");
            JsonObject changed = events("?limit=1").get(0);
            assertThat(changed.getString("action")).isEqualTo("SIGN_UP_CHANGED");
            assertThat(changed.getString("actor")).isEqualTo(admin.username());
            assertThat(changed.getString("before")).isEqualTo("ANYBODY");
            assertThat(changed.getString("after")).isEqualTo("INVITED");
            assertThat(changed.getString("address")).isEqualTo("127.0.0.1");
            assertThat(admin.rest().get("/admin").body()).contains("“People with an invitation” instead of “Anybody");
        } finally {
            admin.rest().submit("/admin", "sign-up", "saveSignUp", "mode", "ANYBODY");
        }
        assertThat(events("?limit=1").get(0).getString("after")).isEqualTo("ANYBODY");
    }

    private void decide(String mode) {
        assertThat(admin.rest()
                        .put("/api/admin/settings", Json.of("signUp", mode))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void recordsNothingOfARejectedRequest() {
        help(board.newMember());
        long newest = Json.number(events("?limit=1").get(0), "id");
        help(admin);
        assertThat(Json.number(events("?limit=1").get(0), "id")).isEqualTo(newest);
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Member member = board.newMember();
            help(member);
            made.add(0, member.username());
        }
        List<String> read = new ArrayList<>();
        String after = "";
        for (int i = 0; i < 3; i++) {
            Answer page = admin.rest().get(PATH + "?limit=1" + after);
            read.add(page.json().getJsonArray("events").getJsonObject(0).getString("subject"));
            after = "&after=" + page.json().getString("next", "");
        }
        assertThat(read).isEqualTo(made);
        assertThat(admin.rest().get(PATH + "?after=0-0").json().containsKey("next"))
                .as("the last page")
                .isFalse();
    }

    @Test
    void rejectsAWrongCursorOrLimit() {
        for (String query : List.of(
                "after=",
                "after=x",
                "after=1",
                "after=1-",
                "after=-1-1",
                "after=" + "9".repeat(19) + "-1",
                "limit=0",
                "limit=201",
                "limit=x")) {
            Answer answer = admin.rest().get(PATH + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
        }
        for (String query : List.of("limit=1", "limit=200", "after=" + "9".repeat(18) + "-" + "9".repeat(18))) {
            assertThat(admin.rest().get(PATH + "?" + query).status()).as(query).isEqualTo(200);
        }
    }

    @Test
    void cannotBeChanged() {
        for (Answer answer : List.of(
                admin.rest().delete(PATH),
                admin.rest().put(PATH, Json.of()),
                admin.rest().post(PATH, Json.of()))) {
            assertThat(answer.status()).isEqualTo(405);
        }
    }

    private void help(Member member) {
        admin.rest().post("/api/admin/people/" + member.id() + "/help-link", Json.of());
    }

    private List<JsonObject> events(String query) {
        return admin.rest().get(PATH + query).json().getJsonArray("events").getValuesAs(JsonObject.class);
    }
}
