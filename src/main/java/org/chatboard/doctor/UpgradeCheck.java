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
 * Asks for a WebSocket upgrade as a browser would, through whatever stands between, but without a cookie: a ChatBoard
 * that gets all of it answers 401. A plain socket is used since an HTTP client does not show how an upgrade was refused.
 */
final class UpgradeCheck {
    private static final int LONGEST_ANSWER = 16_384;
    private static final int NONCE_BYTES = 16;

    /** The media type of ChatBoard's own errors: a proxy's 403 is a page. */
    private static final String PROBLEM = "application/problem+json";

    private final Target target;

    UpgradeCheck(Target target) {
        this.target = target;
    }

    Finding run() {
        try {
            return judge(ask());
        } catch (IOException e) {
            return Finding.wrong("The WebSocket upgrade at " + target.path("/ws") + " got no answer: " + e, passOn());
        }
    }

    /** @param answer the head of the HTTP answer and what follows it */
    Finding judge(String answer) {
        String status = answer.lines().findFirst().orElse("");
        String code = status.replaceFirst("^HTTP/\\S+ (\\d{3}).*", "$1");
        return switch (code) {
            case "401" ->
                Finding.ok("The WebSocket upgrade comes through, and the origin " + target.origin() + " is allowed");
            case "426" ->
                Finding.wrong(
                        "The WebSocket upgrade does not come through: a proxy on the way drops its Upgrade header",
                        passOn());
            case "403" ->
                answer.contains(PROBLEM)
                        ? Finding.wrong(
                                "The origin " + target.origin()
                                        + " is not allowed, so pages at this address cannot connect",
                                "add it to the setting and start ChatBoard again: CHATBOARD_ORIGINS=" + target.origin()
                                        + " (several are comma-separated)")
                        : Finding.wrong("Something on the way to /ws rejects the upgrade with status 403", passOn());
            default ->
                Finding.wrong(
                        "Something other than ChatBoard answers the WebSocket upgrade: \"" + status + "\"", passOn());
        };
    }

    private String passOn() {
        return "let the proxy pass /ws on to ChatBoard with HTTP/1.1 and these headers; in nginx: proxy_http_version 1.1; "
                + "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\"; "
                + "proxy_set_header Host $host;";
    }

    private String ask() throws IOException {
        int patience = (int) HttpChecks.PATIENCE.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(target.host(), target.port()), patience);
            plain.setSoTimeout(patience);
            try (Socket socket = target.secure() ? secured(plain) : plain) {
                socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            }
        }
    }

    private Socket secured(Socket plain) throws IOException {
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
