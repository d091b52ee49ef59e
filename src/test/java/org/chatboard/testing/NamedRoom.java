package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A named room that a test makes, with the REST routes by which its members change it.
 *
 * @param id id of the room
 * @param owner the account that made it
 */
public record NamedRoom(long id, Member owner) {
    /** Makes a private room with an owner and members. */
    public static NamedRoom create(Member owner, Member... members) {
        return create("PRIVATE", owner, members);
    }

    /** Makes a room of a kind with an owner and members. */
    public static NamedRoom create(String kind, Member owner, Member... members) {
        return create(kind, owner, Stream.of(members).map(Member::id).toList());
    }

    /** Makes a room of a kind with an owner and the accounts of these ids. */
    public static NamedRoom create(String kind, Member owner, List<Long> members) {
        Answer answer = owner.rest().post("/api/rooms", Json.of("kind", kind, "name", "Lunch", "members", members));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return new NamedRoom(Json.number(answer.json(), "room"), owner);
    }

    /** {@return the path of the room, with more behind it} */
    public String path(String more) {
        return "/api/rooms/" + id + more;
    }

    /** Changes the name, topic or state of the room. */
    public Answer change(Member by, Object... fields) {
        return by.rest().patch(path(""), Json.of(fields));
    }

    /** Joins the room. */
    public Answer join(Member who) {
        return who.rest().put(path("/members/me"), Json.of());
    }

    /** Leaves the room. */
    public Answer leave(Member who) {
        return who.rest().delete(path("/members/me"));
    }

    /** Adds somebody to the room. */
    public Answer add(Member by, Member who) {
        return by.rest().put(path("/members/" + who.id()), Json.of());
    }

    /** Changes the role of a member. */
    public Answer setRole(Member by, Member who, String role) {
        return by.rest().put(path("/members/" + who.id()), Json.of("role", role));
    }

    /** Removes a member. */
    public Answer remove(Member by, Member who) {
        return by.rest().delete(path("/members/" + who.id()));
    }

    /** {@return the room as a member's list has it} */
    public JsonObject entry(Member of) {
        return of.rest().get("/api/rooms?limit=200").json().getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .filter(room -> Json.number(room, "room") == id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Room " + id + " is not in the list"));
    }

    /** {@return the ids of all members, read page by page} */
    public Set<Long> memberIds(Member reader) {
        Set<Long> ids = new HashSet<>();
        String after = "";
        do {
            JsonObject page = reader.rest()
                    .get(path("/members?limit=200" + (after.isEmpty() ? "" : "&after=" + after)))
                    .json();
            page.getJsonArray("members")
                    .getValuesAs(JsonObject.class)
                    .forEach(member -> ids.add(Json.number(member.getJsonObject("account"), "id")));
            after = page.getString("next", "");
        } while (!after.isEmpty());
        return ids;
    }

    /** {@return the newest lines of the room, oldest first} */
    public List<JsonObject> lines(Member reader) {
        return reader.rest()
                .get(path("/messages?limit=200"))
                .json()
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }
}
