package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;

/** An account with the session of one browser. */
public final class Member {
    private final long id;
    private final String username;
    private final RestClient rest;

    private Member(long id, String username, RestClient rest) {
        this.id = id;
        this.username = username;
        this.rest = rest;
    }

    /** Creates an account and signs in. */
    public static Member signUp(String base, String username) {
        RestClient rest = new RestClient(base);
        Answer answer = rest.signUp(username, "The " + username);
        if (answer.status() != 201) {
            throw new AssertionError("Sign-up: " + answer);
        }
        return signIn(base, username, Json.number(answer.json(), "id"));
    }

    /** {@return an account that the server has from its start, with its session} */
    static Member prepared(String base, PreparedAccounts.Account account) {
        RestClient rest = new RestClient(base);
        rest.addCookie(account.cookie(URI.create(base).getPort()), account.token());
        return new Member(account.id(), account.username(), rest);
    }

    /** Signs in to an existing account from a new browser. */
    public static Member signIn(String base, String username, long id) {
        RestClient rest = new RestClient(base);
        Answer answer = rest.signIn(username, RestClient.PASSWORD);
        if (answer.status() != 204) {
            throw new AssertionError("Sign-in: " + answer);
        }
        return new Member(id, username, rest);
    }

    /** {@return the same session at another address of the server, such as its port after a restart} */
    public Member at(String base) {
        RestClient there = new RestClient(base);
        there.copySignIn(rest);
        return new Member(id, username, there);
    }

    /** {@return the same account, signed in from another browser} */
    public Member onAnotherDevice() {
        return signIn(rest.base(), username, id);
    }

    /** {@return the account's id} */
    public long id() {
        return id;
    }

    /** {@return the username} */
    public String username() {
        return username;
    }

    /** {@return the REST client of this session} */
    public RestClient rest() {
        return rest;
    }

    /** {@return the endpoint {@code /ws} with the session cookie and the subprotocol} */
    public SocketEndpoint endpoint() {
        return new SocketEndpoint(rest.base(), "/ws").cookie(rest.cookies()).subprotocol(SocketEndpoint.PROTOCOL);
    }

    /** Opens a socket, sends {@code hello} without rooms and waits for {@code welcome}. */
    public SocketClient socket() {
        return socket(List.of());
    }

    /** Opens a socket, sends {@code hello} with the cursors of rooms and waits for {@code welcome}. */
    public SocketClient socket(List<JsonObject> cursors) {
        SocketClient client = endpoint().open();
        client.send(Json.of("type", "hello", "rooms", cursors)).await("welcome");
        return client;
    }

    /** Opens the plain endpoint {@code /ws/chat/{id}} of a conversation with another account. */
    public SocketClient plain(long account) {
        return plainEndpoint(account).open();
    }

    /** Opens the plain endpoint, and waits until it receives messages: the handshake is answered before. */
    public SocketClient receivingPlain(long account) {
        SocketClient client = plain(account);
        client.send("{}").await("error"); // frames are handled when the connection has been registered
        client.forget();
        return client;
    }

    /** {@return the plain endpoint of a conversation with another account, with the session cookie} */
    public SocketEndpoint plainEndpoint(long account) {
        return new SocketEndpoint(rest.base(), "/ws/chat/" + account).cookie(rest.cookies());
    }
}
