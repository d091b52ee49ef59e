package org.chatboard.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * Gives the application complete requests, and takes its answers at once: no thread waits for a client. A body is collected as it
 * comes, an answer that the client does not take is queued, and the next request of the connection waits, without a thread, until there
 * is room again.
 */
final class RequestFilter extends BaseFilter {
    /** The largest body: a message of 64 KiB with everything escaped. As {@code max-post-size-bytes} of {@code pre-boot.asadmin}. */
    static final int MOST_BODY_BYTES = 262_144;

    /** With more of an answer untaken, the next request of its connection waits. */
    private static final int MOST_UNREAD_BYTES = 65_536;

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ClientConnections clients;

    RequestFilter(ClientConnections clients) {
        this.clients = clients;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        ClientConnection client = ClientConnection.of(context.getConnection());
        if (client.phase() == ClientConnection.Phase.SOCKET) {
            return context.getInvokeAction();
        }
        HttpContent content = context.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (client.phase() == ClientConnection.Phase.ENDING) {
            content.recycle();
            return context.getStopAction();
        }
        if (HttpContent.isBroken(content)) { // the codec has answered
            client.end();
            return context.getStopAction();
        }
        ByteArrayOutputStream body = client.body();
        if (body == null && !clients.enterThroughProxy(client, forwardedFor(request))) {
            return reject(context, client, request, HttpCodec.TOO_MANY_REQUESTS);
        }
        if (request.isUpgrade()) {
            return work(context, client, true);
        }
        if (body == null && content.isLast()) {
            return content.getContent().remaining() > MOST_BODY_BYTES
                    ? reject(context, client, request, HttpCodec.CONTENT_TOO_LARGE)
                    : work(context, client, false);
        }
        return body == null ? begin(context, client, request, content) : collect(context, client, content, body);
    }

    private NextAction begin(
            FilterChainContext context, ClientConnection client, HttpRequestPacket request, HttpContent content) {
        if (request.getContentLength() > MOST_BODY_BYTES) {
            return reject(context, client, request, HttpCodec.CONTENT_TOO_LARGE);
        }
        if (request.requiresAcknowledgement()) {
            acknowledge(context, request.getResponse());
        }
        client.awaitBody(request.getResponse());
        ByteArrayOutputStream body = client.body();
        return body == null ? context.getStopAction() : collect(context, client, content, body);
    }

    private NextAction collect(
            FilterChainContext context, ClientConnection client, HttpContent content, ByteArrayOutputStream body) {
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        Buffer part = content.getContent();
        if (body.size() + part.remaining() > MOST_BODY_BYTES) {
            return reject(context, client, request, HttpCodec.CONTENT_TOO_LARGE);
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        body.writeBytes(bytes);
        boolean last = content.isLast();
        content.recycle();
        if (!last) {
            client.bodyGrew();
            clients.onHeld(client);
            return context.getStopAction();
        }
        context.setMessage(HttpContent.builder(request)
                .content(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, body.toByteArray()))
                .last(true)
                .build());
        return work(context, client, false);
    }

    /** Lets the application work at a complete request, once the client has taken enough of the answer before. */
    private NextAction work(FilterChainContext context, ClientConnection client, boolean upgrade) {
        // pipelined requests wait in turn, behind others
        if (!client.takeFirstSinceBytes() || client.unread() > MOST_UNREAD_BYTES) {
            context.suspend();
            NextAction later = context.getSuspendAction();
            client.connection().setMaxAsyncWriteQueueSize(MOST_UNREAD_BYTES);
            client.connection().getAsyncWriteQueue().notifyWritePossible(new Resumed(context, client, upgrade));
            return later;
        }
        return proceed(client, upgrade) ? context.getInvokeAction() : context.getStopAction();
    }

    private static boolean proceed(ClientConnection client, boolean upgrade) {
        return upgrade ? client.becomeSocket() : client.work();
    }

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE && !isSocket(context)) {
            ClientConnection client = ClientConnection.of(context.getConnection());
            clients.leaveThroughProxy(client);
            if (client.answered()) {
                clients.onHeld(client);
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
        if (client.end()) {
            context.write(HttpCodec.rejection(request.getResponse(), status), clients.closing(client));
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

    /** Goes on with a request, on a worker thread, when the client has taken the answer before. */
    private record Resumed(FilterChainContext context, ClientConnection client, boolean upgrade)
            implements WriteHandler {
        @Override
        public void onWritePossible() {
            client.connection().getTransport().getWorkerThreadPool().execute(this::goOn);
        }

        private void goOn() {
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
