package org.chatboard.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.platform.web.RequestClient;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/**
 * Passes only complete requests to the application, and queues its responses, so that no thread waits for a client. Bodies are
 * buffered as their bytes arrive. If too much of a response is unread, the next request of the connection is suspended, without a
 * thread.
 */
final class RequestFilter extends BaseFilter {
    /**
     * Size of the largest body of any content type, in bytes. JSON bodies have a lower limit of their own; forms may be percent-encoded,
     * with three bytes for one. Equals {@code max-post-size-bytes} in {@code pre-boot.asadmin}.
     */
    static final int MAX_BODY_BYTES = 262_144;

    /** If more bytes of a response are unread, the next request of the connection waits. */
    private static final int MAX_UNREAD_BYTES = 65_536;

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ClientConnections clients;

    RequestFilter(ClientConnections clients) {
        this.clients = clients;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        ClientConnection client = ClientConnection.of(context.getConnection());
        if (client.isWebSocket()) {
            return context.getInvokeAction();
        }
        HttpContent content = context.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (client.phase() == ClientPhase.CLOSING) {
            content.recycle();
            return context.getStopAction();
        }
        if (HttpContent.isBroken(content)) { // the codec has sent an error response
            client.beginClosing();
            return context.getStopAction();
        }
        ByteArrayOutputStream body = client.body();
        if (body == null && !clients.beginProxiedRequest(client, forwardedFor(request))) {
            return reject(context, client, request, HttpCodec.TOO_MANY_REQUESTS);
        }
        if (request.isUpgrade()) {
            return pass(context, client, true);
        }
        if (body == null && content.isLast()) {
            return content.getContent().remaining() > MAX_BODY_BYTES
                    ? reject(context, client, request, HttpCodec.CONTENT_TOO_LARGE)
                    : pass(context, client, false);
        }
        return body == null
                ? beginBody(context, client, request, content)
                : appendToBody(context, client, content, body);
    }

    private NextAction beginBody(
            FilterChainContext context, ClientConnection client, HttpRequestPacket request, HttpContent content) {
        if (request.getContentLength() > MAX_BODY_BYTES) {
            return reject(context, client, request, HttpCodec.CONTENT_TOO_LARGE);
        }
        if (request.requiresAcknowledgement()) {
            acknowledge(context, request.getResponse());
        }
        client.awaitBody(request.getResponse());
        ByteArrayOutputStream body = client.body();
        return body == null ? context.getStopAction() : appendToBody(context, client, content, body);
    }

    private NextAction appendToBody(
            FilterChainContext context, ClientConnection client, HttpContent content, ByteArrayOutputStream body) {
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        Buffer part = content.getContent();
        if (body.size() + part.remaining() > MAX_BODY_BYTES) {
            return reject(context, client, request, HttpCodec.CONTENT_TOO_LARGE);
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        body.writeBytes(bytes);
        boolean last = content.isLast();
        content.recycle();
        if (!last) {
            client.onBodyGrew();
            clients.onMemoryHeld(client);
            return context.getStopAction();
        }
        context.setMessage(HttpContent.builder(request)
                .content(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, body.toByteArray()))
                .last(true)
                .build());
        return pass(context, client, false);
    }

    /** Passes a complete request to the application, as soon as the client has read enough of the previous response. */
    private NextAction pass(FilterChainContext context, ClientConnection client, boolean upgrade) {
        HttpContent content = context.getMessage();
        ((HttpRequestPacket) content.getHttpHeader()).setAttribute(RequestClient.ATTRIBUTE, client);
        // pipelined requests go to the end of the worker queue, so that other connections are not delayed
        if (!client.takeFirstRequestOfBytes() || client.unreadBytes() > MAX_UNREAD_BYTES) {
            context.suspend();
            NextAction suspended = context.getSuspendAction();
            client.connection().setMaxAsyncWriteQueueSize(MAX_UNREAD_BYTES);
            client.connection().getAsyncWriteQueue().notifyWritePossible(new ResumedRequest(context, client, upgrade));
            return suspended;
        }
        return proceed(client, upgrade) ? context.getInvokeAction() : context.getStopAction();
    }

    private static boolean proceed(ClientConnection client, boolean upgrade) {
        return upgrade ? client.beginUpgrade() : client.beginProcessing();
    }

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE && !isSocket(context)) {
            ClientConnection client = ClientConnection.of(context.getConnection());
            clients.endProxiedRequest(client);
            if (client.onResponseFinished()) {
                clients.onMemoryHeld(client);
            }
        }
        return context.getInvokeAction();
    }

    private static boolean isSocket(FilterChainContext context) {
        HttpContext http = HttpContext.get(context);
        return http != null
                && HttpStatus.SWITCHING_PROTOCOLS_101.statusMatches(
                        http.getRequest().getResponse().getStatus());
    }

    private NextAction reject(
            FilterChainContext context, ClientConnection client, HttpRequestPacket request, int status) {
        if (client.beginClosing()) {
            context.write(HttpCodec.rejection(request.getResponse(), status), clients.closeOutput(client));
        }
        return context.getStopAction();
    }

    private static void acknowledge(FilterChainContext context, HttpResponsePacket response) {
        HttpStatus.CONINTUE_100.setValues(response);
        response.setAcknowledgement(true);
        context.write(response);
        HttpStatus.OK_200.setValues(response);
    }

    private static List<String> forwardedFor(HttpRequestPacket request) {
        List<String> lines = new ArrayList<>();
        request.getHeaders().values(FORWARDED_FOR).forEach(lines::add);
        return lines;
    }

    /** Resumes a suspended request on a worker thread when the client has read enough of the previous response. */
    private record ResumedRequest(FilterChainContext context, ClientConnection client, boolean upgrade)
            implements WriteHandler {
        @Override
        public void onWritePossible() {
            client.connection().getTransport().getWorkerThreadPool().execute(this::resume);
        }

        private void resume() {
            if (proceed(client, upgrade)) {
                context.resumeNext();
            } else {
                context.completeAndRecycle();
            }
        }

        @Override
        public void onError(Throwable cause) {
            context.completeAndRecycle();
        }
    }
}
