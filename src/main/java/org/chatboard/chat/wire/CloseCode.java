package org.chatboard.chat.wire;

import jakarta.websocket.CloseReason;

/** Why the server closes a socket. Clients reconnect after 1011, 1012 and 4000 to 4499, and after no other code here. */
public enum CloseCode implements CloseReason.CloseCode {
    UNMASKED(1002, "Client frames must be masked"),
    NOT_TEXT(1003, "Only text frames"),
    NO_HELLO(1008, "No hello in time"),
    TOO_LARGE(1009, "Frame too large"),
    FAULT(1011, "Something went wrong on the server"),
    RESTART(1012, "The server is restarting"),
    IDLE(4000, "Nothing came for too long"),
    TOO_SLOW(4008, "The reader is too slow"),
    FLOOD(4029, "Too many frames"),
    SIGNED_OUT(4501, "The session ended"),
    NO_CONVERSATION(4503, "No such conversation"),
    TOO_MANY_SOCKETS(4505, "Too many sockets of this account"),
    WRONG_VERSION(4506, "The subprotocol must be chatboard.v1"),
    DISABLED(4508, "The account is disabled");

    private final int code;
    private final String phrase;

    CloseCode(int code, String phrase) {
        this.code = code;
        this.phrase = phrase;
    }

    @Override
    public int getCode() {
        return code;
    }

    public CloseReason reason() {
        return new CloseReason(this, phrase);
    }
}
