package org.chatboard.platform.web;

import jakarta.servlet.ServletRequest;

/** The client of a request. Its connection implements it. */
public interface RequestClient {
    /** Name of the attribute of a request that has its client. */
    String ATTRIBUTE = RequestClient.class.getName();

    /** A client of a listener without the filters of {@code platform.http}, which has Payara's limits. */
    RequestClient UNKNOWN = new RequestClient() {
        @Override
        public void beginStream(long bytes) {
            // its queue is bounded already
        }

        @Override
        public void onStreamProgress() {
            // nobody waits for it
        }

        @Override
        public void reset() {
            // a client that counts the bytes sees that some are missing
        }

        @Override
        public void disconnectSoon() {
            // the container closes the connection once the client has read the rest
        }
    };

    /** {@return the client of a request} */
    static RequestClient of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestClient client ? client : UNKNOWN;
    }

    /**
     * Begins a response that is made as fast as the client reads it, and may be of any size; other responses are queued whole, so that no
     * thread waits. Bounds the queue of the connection, so that {@code ServletOutputStream.isReady} tells whether the client has read
     * enough. A client that stops to read is disconnected from now on.
     *
     * @param bytes size of the response
     */
    void beginStream(long bytes);

    /** Records that the client has read a part. */
    void onStreamProgress();

    /** Disconnects the client, which would take the part that it has for the whole. */
    void reset();

    /** Disconnects the client, whose WebSocket is closed, after some seconds in which it may read the rest. */
    void disconnectSoon();
}
