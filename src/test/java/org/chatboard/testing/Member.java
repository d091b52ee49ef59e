package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.util.List;

/** Somebody who signed up and is signed in. */
public final class Member {
    private final long id;
    private final String username;
    private final RestClient rest;

    private Member(long id, String username, RestClient rest) {
        this.id = id;
        this.username = username;
        this.rest = rest;
    }

    /** Signs somebody up, and in. */
    public static Member signUp(String base, String username) {
        RestClient rest = new RestClient(base);
        Answer answer = rest.signUp(username, "The " + username);
        if (answer.status() != 201) {
            throw new AssertionError("Sign-up: " + answer);
        }
        return signIn(base, username, Json.number(answer.json(), "id"));
    }

    /** Signs in somebody who signed up before: another browser of theirs. */
    public static Member signIn(String base, String username, long id) {
        RestClient rest = new RestClient(base);
        Answer answer = rest.signIn(username, RestClient.PASSWORD);
        if (answer.status() != 204) {
            throw new AssertionError("Sign-in: " + answer);
        }
        return new Member(id, username, rest);
    }

    /** The same browser at another address: its server came back at another port. */
    public Member at(String base) {
        RestClient there = new RestClient(base);
        there.bring(rest);
        return new Member(id, username, there);
    }

    /** The same person in another browser. */
    public Member onAnotherDevice() {
        return signIn(rest.base(), username, id);
    }

    /** The account's id. */
    public long id() {
        return id;
    }

    /** The username. */
    public String username() {
        return username;
    }

    /** This browser. */
    public RestClient rest() {
        return rest;
    }

    /** The door of pages, with all that it asks for. */
    public SocketEndpoint endpoint() {
        return new SocketEndpoint(rest.base(), "/ws").cookie(rest.cookies()).subprotocol(SocketEndpoint.PROTOCOL);
    }

    /** An open socket that said {@code hello} with nothing in hand and was welcomed. */
    public SocketClient socket() {
        return socket(List.of());
    }

    /** An open socket that said {@code hello} with what it holds and was welcomed. */
    public SocketClient socket(List<JsonObject> held) {
        SocketClient client = endpoint().open();
        client.send(Json.of("type", "hello", "rooms", held)).await("welcome");
        return client;
    }

    /** The plain door to somebody. */
    public SocketClient plain(long account) {
        return new SocketEndpoint(rest.base(), "/ws/chat/" + account)
                .cookie(rest.cookies())
                .open();
    }
}
