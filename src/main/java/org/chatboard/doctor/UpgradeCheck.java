package org.chatboard.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests a WebSocket upgrade like a browser, but without a sign-in cookie. If no proxy changes the request, ChatBoard answers
 * 401. It uses a plain TCP socket because Java's HTTP client does not expose the response to a rejected upgrade.
 */
final class UpgradeCheck {
    private static final int MAX_ANSWER_BYTES = 16_384;
    private static final int NONCE_BYTES = 16;

    /** The media type of ChatBoard's errors; the 403 of a proxy has another one. */
    private static final String PROBLEM = "application/problem+json";

    private final Target target;

    UpgradeCheck(Target target) {
        this.target = target;
    }

    Finding run() {
        try {
            return evaluate(sendUpgrade());
        } catch (IOException e) {
            return Finding.wrong("The WebSocket upgrade at " + target.path("/ws") + " got no answer: " + e, proxyFix());
        }
    }

    /**
     * {@return the finding that follows from the answer to the upgrade request}
     *
     * @param answer the HTTP response, head and body
     */
    Finding evaluate(String answer) {
        String status = answer.lines().findFirst().orElse("");
        String code = status.replaceFirst("^HTTP/\\S+ (\\d{3}).*", "$1");
        return switch (code) {
            case "401" ->
                Finding.ok("The WebSocket upgrade comes through, and the origin " + target.origin() + " is allowed");
            case "426" ->
                Finding.wrong(
                        "The WebSocket upgrade does not come through: a proxy on the way drops its Upgrade header",
                        proxyFix());
            case "403" ->
                answer.contains(PROBLEM)
                        ? Finding.wrong(
                                "The origin " + target.origin()
                                        + " is not allowed, so pages at this address cannot connect",
                                "add it to the setting and start ChatBoard again: CHATBOARD_ORIGINS=" + target.origin()
                                        + " (several are comma-separated)")
                        : Finding.wrong("Something on the way to /ws rejects the upgrade with status 403", proxyFix());
            default ->
                Finding.wrong(
                        "Something other than ChatBoard answers the WebSocket upgrade: \"" + status + "\"", proxyFix());
        };
    }

    private String proxyFix() {
        return "let the proxy pass /ws on to ChatBoard with HTTP/1.1 and these headers; in nginx: proxy_http_version 1.1; "
                + "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\"; "
                + "proxy_set_header Host $host;";
    }

    private String sendUpgrade() throws IOException {
        int timeoutMs = (int) HttpChecks.TIMEOUT.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(target.host(), target.port()), timeoutMs);
            plain.setSoTimeout(timeoutMs);
            try (Socket socket = target.secure() ? openTls(plain) : plain) {
                socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
            }
        }
    }

    private Socket openTls(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // a plain TLS socket does not compare host names
        socket.setSSLParameters(parameters);
        return socket;
    }

    private String request() {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return String.join(
                "\r\n",
                "GET /ws HTTP/1.1",
                "Host: " + target.authority(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Origin: " + target.origin(),
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: chatboard.v1",
                "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(nonce),
                "",
                "");
    }
}
