package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The routes of invitations, as a test calls them. */
public final class Invites {
    private Invites() {}

    /**
     * An invitation that a test made.
     *
     * @param id id of the invitation
     * @param code the code of its link
     */
    public record Link(long id, String code) {
        /** {@return the path of its page} */
        public String path() {
            return "/join/" + code;
        }
    }

    /** Asks for an invitation. @param fields further fields of the body, as alternating names and values */
    public static Answer ask(Member by, Long room, Object... fields) {
        List<Object> all = new ArrayList<>(List.of(fields));
        if (room != null) {
            all.addAll(List.of("room", room));
        }
        return by.rest().post("/api/invites", Json.of(all.toArray()));
    }

    /** Makes an invitation into a room, or to the server if the room is null. */
    public static Link make(Member by, Long room, Object... fields) {
        Answer answer = ask(by, room, fields);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        String link = answer.json().getString("link");
        return new Link(Json.number(answer.json(), "id"), link.substring(link.lastIndexOf('/') + 1));
    }

    /** Signs up by an invitation under a random username. */
    public static Answer signUp(String base, String code) {
        return signUp(base, code, newUsername());
    }

    /** Signs up by an invitation. */
    public static Answer signUp(String base, String code, String username) {
        return new RestClient(base)
                .post(
                        "/api/accounts",
                        Json.of(
                                "username",
                                username,
                                "displayName",
                                "The " + username,
                                "password",
                                RestClient.PASSWORD,
                                "invitation",
                                code));
    }

    /** Signs up by an invitation and signs in. */
    public static Member newcomer(String base, String code) {
        Answer answer = signUp(base, code);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return Member.signIn(base, answer.json().getString("username"), Json.number(answer.json(), "id"));
    }

    /** {@return how many uses an open invitation has left; empty if it is not open} */
    public static long usesLeft(Member by, Link link) {
        return by
                .rest()
                .get("/api/invites?limit=200")
                .json()
                .getJsonArray("invites")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(invite -> Json.number(invite, "id") == link.id())
                .map(invite -> Json.number(invite, "usesLeft"))
                .findFirst()
                .orElse(0L);
    }

    /** {@return a random username} */
    public static String newUsername() {
        return "i" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
