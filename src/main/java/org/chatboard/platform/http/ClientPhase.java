package org.chatboard.platform.http;

/** The phase of a {@link ClientConnection}: what the server waits for. */
enum ClientPhase {
    /** The head of a request. */
    HEAD,
    /** Waiting for the next request on a keep-alive connection. */
    IDLE,
    /** The rest of the body of a request. */
    BODY,
    /** Nothing: the application processes a request. */
    PROCESSING,
    /** The client reads a response that is made as fast as it reads. */
    STREAM,
    /** The client reads the rest of a response. */
    RESPONSE,
    /** Nothing: it is a WebSocket, which has its own limits. */
    WEBSOCKET,
    /** The client reads the unread frames of a closed WebSocket. */
    WEBSOCKET_CLOSED,
    /** An error response was sent; the client may read it before the connection is closed. */
    CLOSING
}
