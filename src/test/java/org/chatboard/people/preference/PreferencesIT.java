package org.chatboard.people.preference;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class PreferencesIT {
    private static final JsonObject CHOSEN = Json.of(
            "language",
            "tr",
            "theme",
            "DARK",
            "hidesPresence",
            true,
            "hidesTyping",
            false,
            "hidesReceipts",
            true,
            "doNotDisturb",
            false,
            "mutedSound",
            true);

    private final Member ann;
    private final Member bob;

    PreferencesIT(TestServer board) {
        ann = board.newMember();
        bob = board.newMember();
    }

    private static JsonObject of(Member member) {
        return member.rest().get("/api/me").json().getJsonObject("preferences");
    }

    @Test
    void startsWithTheDefaultsAndSendsChangesToEveryDevice() {
        assertThat(of(ann)).isEqualTo(Json.parse(JsonBinding.write(Preferences.DEFAULT)));
        SocketClient phone = ann.onAnotherDevice().socket();
        SocketClient bobSocket = bob.socket();

        Answer answer = ann.rest().put("/api/me/preferences", CHOSEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(CHOSEN);
        assertThat(phone.await("preferences").getJsonObject("preferences")).isEqualTo(CHOSEN);
        assertThat(ann.socket().await("welcome").getJsonObject("preferences")).isEqualTo(CHOSEN);
        assertThat(of(ann)).isEqualTo(CHOSEN);
        assertThat(ann.rest().get("/settings").body())
                .contains("data-theme=\"dark\"", "\"language\":\"tr\"".replace("\"", "&quot;"));

        assertThat(of(bob)).isEqualTo(Json.parse(JsonBinding.write(Preferences.DEFAULT)));
        assertThat(bobSocket.frames("preferences")).isEmpty();
    }

    @Test
    void rejectsMissingAndInvalidFields() {
        JsonObject wrong = Json.of("language", "xx", "theme", "dark", "hidesPresence", true);
        Answer incomplete = ann.rest().put("/api/me/preferences", wrong);
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.json().getJsonObject("errors").keySet())
                .containsExactlyInAnyOrder("hidesTyping", "hidesReceipts", "doNotDisturb", "mutedSound");
        JsonObject unknown =
                Json.parse(CHOSEN.toString().replace("tr\"", "xx\"").replace("DARK", "dark"));
        assertThat(ann.rest()
                        .put("/api/me/preferences", unknown)
                        .json()
                        .getJsonObject("errors")
                        .keySet())
                .containsExactlyInAnyOrder("language", "theme");
        assertThat(of(ann)).isEqualTo(Json.parse(JsonBinding.write(Preferences.DEFAULT)));
    }

    /** A browser does not send an unticked check box. */
    @Test
    void changesOnlyThePrivacyFlagsOnTheSettingsPage() {
        ann.rest().put("/api/me/preferences", CHOSEN);
        Answer saved =
                ann.rest().submit("/settings", "privacy", "savePrivacy", "showTyping", "on", "showReceipts", "on");
        assertThat(saved.status()).isEqualTo(302);
        assertThat(of(ann))
                .isEqualTo(Json.parse(
                        JsonBinding.write(new Preferences("tr", Theme.DARK, true, false, false, false, true))));
        assertThat(ann.rest().get("/settings?saved=privacy").body()).contains("bütün cihazlarında hemen geçerli.");
    }
}
