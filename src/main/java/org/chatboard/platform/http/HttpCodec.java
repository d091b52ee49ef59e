package org.chatboard.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.web.Redirects;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/**
 * Reads and writes HTTP/1.1 in place of Payara's codec. It validates the head of a request by {@link RequestHead}, answers an
 * invalid head with a message instead of an empty 400, ignores every {@code Upgrade} except to a WebSocket, and makes redirects
 * relative.
 *
 * <p>If Grizzly saw another {@code Upgrade}, it would treat the bytes after the head as the new protocol, and a thread would wait
 * 30 s for the end of the body.
 */
final class HttpCodec extends HttpServerFilter {
    static final int REQUEST_TIMEOUT = 408;
    static final int CONTENT_TOO_LARGE = 413;
    static final int TOO_MANY_REQUESTS = 429;
    static final int HEAD_TOO_LARGE = 431;

    private static final int MAX_HEAD_BYTES = 8_192;
    private static final int MAX_HEADERS = 100;
    private static final String WEBSOCKET_PATH = "/ws";
    private static final String HEALTH_PATH = "/health";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Duration HOST_LOG_INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_LOGGED_HOST_LENGTH = 100;
    private static final Logger LOG = Logger.getLogger(HttpCodec.class.getName());

    /** Shared by all listeners. */
    private static final ThrottledLog REJECTED_HOSTS_LOG = new ThrottledLog(LOG, Level.INFO, HOST_LOG_INTERVAL);

    private final ClientConnections clients;
    private final BiPredicate<String, Connection<?>> served;

    /**
     * Creates the codec of one listener.
     *
     * @param original Payara's codec, whose settings are copied
     * @param served tells whether a host, in lower case and without a port, is one of this server at a connection
     */
    @SuppressWarnings("deprecation") // Grizzly has no other constructor yet
    HttpCodec(HttpServerFilter original, ClientConnections clients, BiPredicate<String, Connection<?>> served) {
        super(
                true,
                MAX_HEAD_BYTES,
                original.getDefaultResponseContentType(),
                new KeepAlive(),
                null,
                MAX_HEADERS,
                MAX_HEADERS);
        this.clients = clients;
        this.served = served;
        setRemoveHandledContentEncodingHeaders(original.isRemoveHandledContentEncodingHeaders());
        setAllowPayloadForUndefinedHttpMethods(original.isAllowPayloadForUndefinedHttpMethods());
        setMaxPayloadRemainderToSkip(original.getMaxPayloadRemainderToSkip());
        for (var encoding : original.getContentEncodings()) {
            addContentEncoding(encoding);
        }
    }

    @Override
    protected void onIncomingUpgrade(FilterChainContext context, HttpHeader header) {
        HttpRequestPacket request = (HttpRequestPacket) header;
        String path = request.getRequestURIRef().getRequestURIBC().toString();
        if (request.getMethod() == Method.GET
                && header.getUpgradeDC().toString().strip().equalsIgnoreCase("websocket")
                && isBelow(WEBSOCKET_PATH, path)) {
            super.onIncomingUpgrade(context, header);
        } else {
            header.getUpgradeDC().recycle();
        }
    }

    private static boolean isBelow(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    @Override
    protected boolean onHttpHeaderParsed(HttpHeader header, Buffer buffer, FilterChainContext context) {
        HttpRequestPacket request = (HttpRequestPacket) header;
        MimeHeaders headers = request.getHeaders();
        int lengths = ((HttpPacketParsing) request).getHeaderParsingState().contentLengthHeadersCount
                + (headers.contains(Header.ContentLength) ? 1 : 0);
        int status = RequestHead.ofBytes(buffer.toByteBuffer(0, buffer.position()));
        if (status == RequestHead.OK) {
            status = RequestHead.ofBody(
                    lengths, headers.values(Header.TransferEncoding), headers.values(Header.ContentEncoding));
        }
        if (status == RequestHead.OK) {
            if (super.onHttpHeaderParsed(header, buffer, context)) {
                return true;
            }
            status = request.getProtocol() == Protocol.HTTP_1_1 || request.getProtocol() == Protocol.HTTP_1_0
                    ? RequestHead.OK
                    : HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505.getStatusCode();
        }
        if (status == RequestHead.OK) {
            status = RequestHead.ofLine(
                    request.getMethodDC().toString(),
                    request.getRequestURIRef().getRequestURIBC().toString());
        }
        if (status == RequestHead.OK) {
            status = RequestHead.ofHost(
                    headers.values(Header.Host), name -> isServed(request, name, context.getConnection()));
        }
        if (status == RequestHead.OK) {
            return false;
        }
        setStatus(request.getResponse(), status);
        request.getProcessingState().setError(true);
        return true;
    }

    /**
     * {@return whether a request may use a host} Health checks may use any {@code Host}, because their answers contain no
     * address.
     */
    private boolean isServed(HttpRequestPacket request, String host, Connection<?> connection) {
        if (served.test(host.toLowerCase(Locale.ROOT), connection)
                || isBelow(
                        HEALTH_PATH,
                        request.getRequestURIRef().getRequestURIBC().toString())) {
            return true;
        }
        REJECTED_HOSTS_LOG.log(() -> "Rejected a request for the host "
                + host.substring(0, Math.min(host.length(), MAX_LOGGED_HOST_LENGTH))
                + ". If people open this server by that name, add it to CHATBOARD_ORIGINS.");
        return false;
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable cause) {
        HttpResponsePacket response = ((HttpRequestPacket) header).getResponse();
        header.setProtocol(
                Protocol.HTTP_1_1); // the protocol of the response: that of the request may be another or unknown
        if (response.getStatus() < RequestHead.BAD_REQUEST) {
            boolean large = String.valueOf(cause.getMessage()).endsWith("too large");
            setStatus(response, large ? HEAD_TOO_LARGE : RequestHead.BAD_REQUEST);
        }
        ClientConnection client = ClientConnection.of(context.getConnection());
        client.beginClosing();
        context.write(encodeHttpPacket(context, customizeErrorResponse(response)), clients.closeOutput(client));
    }

    /** {@return a response with a status and a message, after which the connection is closed} */
    static HttpContent rejection(HttpResponsePacket response, int status) {
        setStatus(response, status);
        return withMessage(response);
    }

    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        return withMessage(response);
    }

    private static HttpContent withMessage(HttpResponsePacket response) {
        byte[] message = message(response).getBytes(StandardCharsets.UTF_8);
        response.getProcessingState().setKeepAlive(false);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(Header.CacheControl, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(message.length);
        if (response.getStatus() == TOO_MANY_REQUESTS) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        return HttpContent.builder(response)
                .content(
                        response.getRequest().isHeadRequest()
                                ? Buffers.EMPTY_BUFFER
                                : Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, message))
                .last(true)
                .build();
    }

    /**
     * Makes redirects relative. Those of the container and of Faces contain the client's {@code Host}, and behind a TLS proxy the
     * wrong scheme.
     */
    @Override
    protected void onInitialLineEncoded(HttpHeader header, FilterChainContext context) {
        DataChunk location = header.getHeaders().getValue(Header.Location);
        if (location != null && !location.isNull()) {
            String host = ((HttpResponsePacket) header).getRequest().getHeader(Header.Host);
            location.setString(Redirects.relative(location.toString(), host));
        }
    }

    private static String message(HttpResponsePacket response) {
        int status = response.getStatus();
        Translations.use(Language.ofHeader(response.getRequest().getHeader("Accept-Language")));
        try {
            return switch (status) {
                case REQUEST_TIMEOUT,
                        CONTENT_TOO_LARGE,
                        RequestHead.MISDIRECTED_REQUEST,
                        TOO_MANY_REQUESTS,
                        HEAD_TOO_LARGE -> Translations.text("http." + status);
                default -> Translations.text("problem.400");
            };
        } finally {
            Translations.use(null);
        }
    }

    private static void setStatus(HttpResponsePacket response, int status) {
        switch (status) {
            case RequestHead.MISDIRECTED_REQUEST ->
                HttpStatus.newHttpStatus(status, "Misdirected Request").setValues(response);
            case TOO_MANY_REQUESTS ->
                HttpStatus.newHttpStatus(status, "Too Many Requests").setValues(response);
            case HEAD_TOO_LARGE ->
                HttpStatus.newHttpStatus(status, "Request Header Fields Too Large")
                        .setValues(response);
            default -> HttpStatus.getHttpStatus(status).setValues(response);
        }
    }
}
