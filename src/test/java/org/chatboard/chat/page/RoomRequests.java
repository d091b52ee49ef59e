package org.chatboard.chat.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Visitor;

/** A room of several, which its members change by REST requests of their browsers. */
final class RoomRequests {
    private final long id;

    private RoomRequests(long id) {
        this.id = id;
    }

    /** Makes a room. @param kind {@code PRIVATE} or {@code PUBLIC} */
    static RoomRequests make(String kind, String name, Visitor owner, Visitor... members) {
        List<Long> ids = Stream.of(members).map(Visitor::id).toList();
        JsonObject room =
                Json.parse(request(owner, "POST", "/api/rooms", Json.of("kind", kind, "name", name, "members", ids))
                        .text());
        return new RoomRequests(Json.number(room, "room"));
    }

    long id() {
        return id;
    }

    /** {@return the path of its page} */
    String path() {
        return "/room/" + id;
    }

    /** Opens its page and waits until it is connected. */
    Visitor open(Visitor visitor) {
        visitor.page().navigate(path());
        return visitor.awaitConnected();
    }

    /** {@return its row in a person's list} */
    Locator row(Visitor visitor) {
        return visitor.page().locator("a.person[data-room='" + id + "']");
    }

    /** Changes {@code name}, {@code topic} or {@code archived}. */
    void change(Visitor owner, String field, Object value) {
        request(owner, "PATCH", "/api/rooms/" + id, Json.of(field, value));
    }

    /** Sends a message. */
    void post(Visitor sender, String text) {
        JsonObject body = Json.of("cid", UUID.randomUUID().toString(), "message", text);
        request(sender, "POST", "/api/rooms/" + id + "/messages", body);
    }

    /** Marks a message and those behind it as unread. */
    void markUnread(Visitor reader, String seq) {
        request(reader, "POST", "/api/rooms/" + id + "/unread", Json.of("seq", Long.parseLong(seq)));
    }

    /** Chooses which messages ring. @param level {@code all}, {@code mentions} or {@code none} */
    void setLevel(Visitor member, String level) {
        request(member, "PUT", "/api/rooms/" + id + "/notify", Json.of("level", level));
    }

    /** Waits until as many members, without its sender, have read a message that somebody's page shows. */
    void awaitReaders(Visitor visitor, String text, int readers) {
        String path = "/api/rooms/" + id + "/messages/" + visitor.bubble(text).getAttribute("data-id") + "/readers";
        await().pollInSameThread()
                .until(() -> Json.parse(request(visitor, "GET", path, null).text())
                                .getJsonArray("readers")
                                .size()
                        == readers);
    }

    /** Makes an invitation. {@return the path of its page} @param guest whether new accounts become guests of the room */
    String invite(Visitor owner, boolean guest) {
        JsonObject invitation = Json.parse(request(owner, "POST", "/api/invites", Json.of("room", id, "guest", guest))
                .text());
        return invitation.getString("link").replaceFirst("^https?://[^/]+", "");
    }

    /** Joins the room, which is public. */
    void join(Visitor visitor) {
        request(visitor, "PUT", "/api/rooms/" + id + "/members/me", Json.of());
    }

    /** Adds a member. */
    void add(Visitor member, Visitor added) {
        request(member, "PUT", memberPath(added), Json.of());
    }

    /** Makes a member an owner. */
    void promote(Visitor owner, Visitor member) {
        request(owner, "PUT", memberPath(member), Json.of("role", "OWNER"));
    }

    /** Takes the ownership back. */
    void demote(Visitor owner, Visitor member) {
        request(owner, "PUT", memberPath(member), Json.of("role", "MEMBER"));
    }

    /** Removes a member. */
    void remove(Visitor owner, Visitor member) {
        request(owner, "DELETE", memberPath(member), null);
    }

    /** Leaves the room. */
    void leave(Visitor member) {
        request(member, "DELETE", "/api/rooms/" + id + "/members/me", null);
    }

    private String memberPath(Visitor member) {
        return "/api/rooms/" + id + "/members/" + member.id();
    }

    private static APIResponse request(Visitor visitor, String method, String path, JsonObject body) {
        RequestOptions options = RequestOptions.create().setMethod(method);
        if (body != null) {
            options.setHeader("Content-Type", "application/json").setData(body.toString());
        }
        APIResponse answer = visitor.context().request().fetch(path, options);
        assertThat(answer.ok())
                .as("%s %s answered %s: %s", method, path, answer.status(), answer.text())
                .isTrue();
        return answer;
    }
}
