package org.chatboard.platform.web;

import jakarta.servlet.ServletRequest;

/**
 * The client of a request whose response is made as fast as the client reads it. Other responses are queued whole, so that no thread waits;
 * such a one may be of any size. The connection of the client implements it.
 */
public interface StreamingClient {
    /** Name of the attribute of a request that has its client. */
    String ATTRIBUTE = StreamingClient.class.getName();

    /** A client of a listener without the filters of {@code platform.http}, which has Payara's limits. */
    StreamingClient UNKNOWN = new StreamingClient() {
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
    };

    /** {@return the client of a request} */
    static StreamingClient of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof StreamingClient client ? client : UNKNOWN;
    }

    /**
     * Bounds the queue of the connection, so that {@code ServletOutputStream.isReady} tells whether the client has read enough. A client that
     * stops to read is disconnected from now on.
     *
     * @param bytes size of the response
     */
    void beginStream(long bytes);

    /** Records that the client has read a part. */
    void onStreamProgress();

    /** Disconnects the client, which would take the part that it has for the whole. */
    void reset();
}
