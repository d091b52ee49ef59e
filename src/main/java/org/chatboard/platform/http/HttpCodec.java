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
 * Reads and writes HTTP/1.1 in place of Payara's own codec: it judges the head of a request by {@link RequestHead}, answers a wrong one
 * with a sentence instead of an empty 400, knows no upgrade but that to a WebSocket, and keeps redirects relative.
 *
 * <p>With any other {@code Upgrade} Grizzly takes everything that follows for the new protocol, so that a thread waited 30 s for the end
 * of a body.
 */
final class HttpCodec extends HttpServerFilter {
    static final int REQUEST_TIMEOUT = 408;
    static final int CONTENT_TOO_LARGE = 413;
    static final int TOO_MANY_REQUESTS = 429;
    static final int HEAD_TOO_LARGE = 431;

    private static final int HEAD_BYTES = 8_192;
    private static final int HEADERS = 100;
    private static final String SOCKETS = "/ws";
    private static final String HEALTH = "/health";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Duration HOST_LOG_INTERVAL = Duration.ofMinutes(1);
    private static final int MOST_LOGGED_HOST = 100;
    private static final Logger LOG = Logger.getLogger(HttpCodec.class.getName());

    /** Of all listeners. */
    private static final ThrottledLog HOSTS = new ThrottledLog(LOG, Level.INFO, HOST_LOG_INTERVAL);

    private final ClientConnections clients;
    private final BiPredicate<String, Connection<?>> served;

    /**
     * @param payaras the codec that it takes the place of
     * @param served tells of the name in {@code Host}, in small letters, whether it is one of this server's at a connection
     */
    @SuppressWarnings("deprecation") // Grizzly has no other constructor yet
    HttpCodec(HttpServerFilter payaras, ClientConnections clients, BiPredicate<String, Connection<?>> served) {
        super(true, HEAD_BYTES, payaras.getDefaultResponseContentType(), new KeepAlive(), null, HEADERS, HEADERS);
        this.clients = clients;
        this.served = served;
        setRemoveHandledContentEncodingHeaders(payaras.isRemoveHandledContentEncodingHeaders());
        setAllowPayloadForUndefinedHttpMethods(payaras.isAllowPayloadForUndefinedHttpMethods());
        setMaxPayloadRemainderToSkip(payaras.getMaxPayloadRemainderToSkip());
        for (var encoding : payaras.getContentEncodings()) {
            addContentEncoding(encoding);
        }
    }

    @Override
    protected void onIncomingUpgrade(FilterChainContext context, HttpHeader header) {
        HttpRequestPacket request = (HttpRequestPacket) header;
        String path = request.getRequestURIRef().getRequestURIBC().toString();
        if (request.getMethod() == Method.GET
                && header.getUpgradeDC().toString().strip().equalsIgnoreCase("websocket")
                && isBelow(SOCKETS, path)) {
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

    /** A check of health may ask by any name: its answers contain no address. */
    private boolean isServed(HttpRequestPacket request, String host, Connection<?> connection) {
        if (served.test(host.toLowerCase(Locale.ROOT), connection)
                || isBelow(HEALTH, request.getRequestURIRef().getRequestURIBC().toString())) {
            return true;
        }
        HOSTS.log(() -> "Rejected a request for the host "
                + host.substring(0, Math.min(host.length(), MOST_LOGGED_HOST))
                + ". If people open this server by that name, add it to CHATBOARD_ORIGINS.");
        return false;
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable cause) {
        HttpResponsePacket response = ((HttpRequestPacket) header).getResponse();
        header.setProtocol(Protocol.HTTP_1_1); // of the answer: the request may have another, or none
        if (response.getStatus() < RequestHead.BAD_REQUEST) {
            boolean large = String.valueOf(cause.getMessage()).endsWith("too large");
            setStatus(response, large ? HEAD_TOO_LARGE : RequestHead.BAD_REQUEST);
        }
        ClientConnection client = ClientConnection.of(context.getConnection());
        client.end();
        context.write(encodeHttpPacket(context, customizeErrorResponse(response)), clients.closing(client));
    }

    /** {@return an answer of a status and its sentence, after which the connection ends} */
    static HttpContent rejection(HttpResponsePacket response, int status) {
        setStatus(response, status);
        return withSentence(response);
    }

    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        return withSentence(response);
    }

    private static HttpContent withSentence(HttpResponsePacket response) {
        byte[] sentence = sentence(response).getBytes(StandardCharsets.UTF_8);
        response.getProcessingState().setKeepAlive(false);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(Header.CacheControl, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(sentence.length);
        if (response.getStatus() == TOO_MANY_REQUESTS) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        return HttpContent.builder(response)
                .content(
                        response.getRequest().isHeadRequest()
                                ? Buffers.EMPTY_BUFFER
                                : Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, sentence))
                .last(true)
                .build();
    }

    /** A redirect of the container or of Faces names the server by the {@code Host} that the client gave, and not its proxy's scheme. */
    @Override
    protected void onInitialLineEncoded(HttpHeader header, FilterChainContext context) {
        DataChunk location = header.getHeaders().getValue(Header.Location);
        if (location != null && !location.isNull()) {
            String host = ((HttpResponsePacket) header).getRequest().getHeader(Header.Host);
            location.setString(Redirects.relative(location.toString(), host));
        }
    }

    private static String sentence(HttpResponsePacket response) {
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
