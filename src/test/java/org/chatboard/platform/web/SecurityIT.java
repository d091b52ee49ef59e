package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.platform.support.WebVersion;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.RawHttp;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Attacks on a running server over HTTP. */
@WithTestServer
class SecurityIT {
    private final TestServer board;
    private final URI base;
    private final WebClient web;

    SecurityIT(TestServer board) {
        this.board = board;
        base = URI.create(board.url());
        web = new WebClient(base);
    }

    @Test
    void rejectsChangingRequestsOfOtherSites() {
        String own = web.origin();
        List<String> sites = List.of("", "same-origin", "same-site", "cross-site", "none");
        List<String> origins = List.of(
                "",
                own,
                "null",
                "http://evil.example",
                own + ".evil.example",
                own + "/",
                "https" + own.substring(4),
                "http://127.0.0.1",
                own.toUpperCase(java.util.Locale.ROOT));
        sites.forEach(site -> origins.forEach(origin -> {
            boolean ours = List.of("", "same-origin").contains(site)
                    && List.of("", own).contains(origin);
            String[] headers = Stream.of(
                            site.isEmpty() ? Stream.<String>empty() : Stream.of("Sec-Fetch-Site", site),
                            origin.isEmpty() ? Stream.<String>empty() : Stream.of("Origin", origin))
                    .flatMap(pair -> pair)
                    .toArray(String[]::new);
            String tried = "Sec-Fetch-Site: " + site + ", Origin: " + origin;
            assertProblem(web.post("/api/accounts", "{}", headers), ours ? 400 : 403, tried);
            assertThat(web.send("POST", "/sign-in", BodyPublishers.noBody(), headers)
                            .status())
                    .as(tried)
                    .isEqualTo(ours ? 200 : 403);
        }));
        assertThat(web.get("/sign-in", "Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void setsTheSecurityHeadersOfEveryResponse() {
        signUpAndIn();
        WebClient stranger = new WebClient(base);
        Map<String, Answer> answers = Map.ofEntries(
                Map.entry("page", stranger.get("/sign-in")),
                Map.entry("redirect", stranger.get("/dashboard")),
                Map.entry("home", web.get("/")),
                Map.entry("no such page", web.get("/nothing")),
                Map.entry("no such file", web.get("/resources/nothing.css")),
                Map.entry("file", web.get("/resources/icons/favicon.svg")),
                Map.entry("versioned file", web.get(WebFiles.BASE + "/css/styles.css")),
                Map.entry("translations", web.get("/resources/translations/" + WebVersion.VALUE + "/de.js")),
                Map.entry("no such versioned file", web.get(WebFiles.BASE + "/css/nothing.css")),
                Map.entry("file of another version", web.get("/resources/0123456789ab/css/styles.css")),
                Map.entry("translations of another version", web.get("/resources/translations/0123456789ab/de.js")),
                Map.entry("other site", stranger.send("POST", "/sign-in", BodyPublishers.noBody(), "Origin", "null")),
                Map.entry("path trick", stranger.get("/a/../WEB-INF/web.xml")),
                Map.entry("method", stranger.send("PUT", "/sign-in", BodyPublishers.noBody())),
                Map.entry("401", stranger.get("/api/me")),
                Map.entry("404", web.get("/api/nothing")),
                Map.entry("400", stranger.post("/api/session", "{")),
                Map.entry("415", stranger.send("POST", "/api/session", BodyPublishers.noBody())),
                Map.entry("socket", stranger.get("/ws")),
                Map.entry("health", stranger.get("/health")),
                Map.entry("ready", stranger.get("/health/ready")),
                Map.entry("openapi", web.get("/openapi")),
                Map.entry("me", web.get("/api/me")));
        answers.forEach(SecurityIT::assertHeaders);
        assertThat(answers.get("file").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answers.get("file").header("ETag")).isNotNull();
        for (String each : List.of("versioned file", "translations")) {
            assertThat(answers.get(each).status()).as(each).isEqualTo(200);
            assertThat(answers.get(each).header("Cache-Control"))
                    .as(each)
                    .isEqualTo("public, max-age=31536000, immutable");
        }
        for (String each : List.of(
                "no such file",
                "no such versioned file",
                "file of another version",
                "translations of another version")) {
            assertThat(answers.get(each).status()).as(each).isEqualTo(404);
            assertThat(answers.get(each).header("Cache-Control")).as(each).isIn("no-cache", "no-store");
        }
        assertThat(answers.get("page").header("Cache-Control")).isEqualTo("no-store");
        assertThat(answers.get("me").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void showsItsOwnErrorPagesWithoutCreatingASession() {
        signUpAndIn();
        Answer missing = web.get("/nothing");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).startsWith("text/html");
        assertThat(missing.body()).contains("Page not found").doesNotContain("Payara", "org.chatboard", "\tat ");
        assertThat(missing.setCookies()).isEmpty();
    }

    @Test
    void requiresASignInForEverythingButThePublicPaths() {
        Stream.of(
                        "/",
                        "/dashboard",
                        "/chat/anna",
                        "/settings",
                        "/mentions",
                        "/search",
                        "/admin",
                        "/first-start",
                        "/websocket-test",
                        "/nothing")
                .forEach(page -> {
                    Answer answer = web.get(page + "?a=b");
                    assertThat(answer.status()).as(page).isEqualTo(303);
                    assertThat(answer.header("Location")).as(page).startsWith("/sign-in");
                });
        assertThat(web.get("/chat/anna?x=1&y").header("Location")).isEqualTo("/sign-in?from=/chat/anna%3Fx%3D1%26y");
        Stream.of(
                        "/api/me",
                        "/api/people",
                        "/api/rooms",
                        "/api/rooms/1/messages",
                        "/api/session",
                        "/api/admin/settings",
                        "/api",
                        "/openapi",
                        "/metrics")
                .forEach(path -> assertProblem(web.get(path), 401, path));
        assertProblem(web.delete("/api/session"), 401, "sign out");
        assertThat(web.get("/health/live").json().getString("status")).isEqualTo("UP");
        assertThat(web.get("/health/ready").json().getString("status")).isEqualTo("UP");
    }

    @Test
    void revealsNothingThroughAmbiguousPaths() throws IOException {
        signUpAndIn();
        String cookie = "\r\nCookie: CHATBOARD_SIGN_IN=" + web.cookie("CHATBOARD_SIGN_IN");
        for (String path : TraversalPaths.REJECTED_BY_CHATBOARD) {
            assertThat(RawHttp.exchange(base, "127.0.0.1", "GET " + path + " HTTP/1.1" + cookie, ""))
                    .as(path)
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain(TraversalPaths.HIDDEN_TEXTS);
        }
        for (String path : TraversalPaths.REJECTED_BY_PAYARA) {
            assertThat(RawHttp.exchange(base, "127.0.0.1", "GET " + path + " HTTP/1.1" + cookie, ""))
                    .as(path)
                    .containsPattern("\\AHTTP/1.1 (400|200|301) ")
                    .containsPattern(
                            "(?i)content-length: 0\r\n|location: /|The server could not understand the request")
                    .doesNotContain(TraversalPaths.HIDDEN_TEXTS);
        }
    }

    @Test
    void answersAForgedViewStateAsAClientError() {
        signUpAndIn();
        for (String page : List.of("/settings", "/websocket-test")) {
            Answer answer = post(page, "jakarta.faces.ViewState=stateless", "application/x-www-form-urlencoded");
            assertThat(answer.status()).as(page).isIn(200, 400); // 200 if the page has no form state
            assertThat(answer.body()).as(page).contains("</html>").doesNotContain("Reference for");
        }
        assertThat(board.severe()).isEmpty();
    }

    @Test
    void neverSubmitsAFormByItsQuery() throws IOException {
        signUpAndIn();
        WebClient stranger = new WebClient(base);
        int tried = submitByAddress(stranger, "/sign-in") + submitByAddress(stranger, "/sign-up");
        for (String page : List.of("/settings", "/dashboard", "/chat/nobody-at-all")) {
            tried += submitByAddress(web, page);
        }
        assertThat(tried).as("forms").isEqualTo(9);
        assertThat(board.severe()).isEmpty();
    }

    /** Submits each form of a page by GET, by HEAD, and in the query of a POST. @return the number of forms */
    private int submitByAddress(WebClient visitor, String page) throws IOException {
        Answer before = visitor.get(page);
        String me = visitor.get("/api/me").body();
        String cookies = visitor.cookies();
        List<MatchResult> forms = Pattern.compile("(?s)<form [^>]*method=\"post\".*?</form>")
                .matcher(before.body())
                .results()
                .toList();
        for (MatchResult form : forms) {
            String query = Pattern.compile("name=\"([^\"]+)\"")
                    .matcher(form.group())
                    .results()
                    .map(field -> field.group(1))
                    .filter(name -> !name.equals("jakarta.faces.ViewState"))
                    .distinct()
                    .map(name -> name + "=" + (name.equals("from") ? "/dashboard" : "evil-" + name))
                    .collect(Collectors.joining("&", page + "?", "&"));
            for (String state : List.of("jakarta.faces.ViewState=stateless", "%6aakarta%2Efaces.ViewState=a:b")) {
                String address = query + state;
                assertThat(visitor.get(address).status()).as(address).isEqualTo(400);
                assertThat(visitor.send("HEAD", address, BodyPublishers.noBody())
                                .status())
                        .as("HEAD " + address)
                        .isEqualTo(400);
                assertThat(visitor.submit(address).status())
                        .as("POST " + address)
                        .isEqualTo(400);
                String body = address.substring(address.indexOf('?') + 1);
                String head = "GET " + page + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: "
                        + visitor.cookies() + "\r\nContent-Length: " + body.length();
                RawHttp.exchange(base, "127.0.0.1", head, body);
                assertThat(visitor.cookies()).as(address).isEqualTo(cookies);
            }
        }
        assertThat(visitor.get("/api/me").body()).isEqualTo(me);
        assertThat(visitor.get(page).body()).isEqualTo(before.body());
        return forms.size();
    }

    @Test
    void acceptsOnlyFormsForItsPages() {
        Answer answer = post("/sign-in", "a=b", "multipart/form-data");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("Request not understood");
        assertThat(post("/sign-in", "a=b", "application/x-www-form-urlencoded;charset=UTF-8")
                        .status())
                .isEqualTo(200);
        assertThat(board.severe()).isEmpty();
    }

    @Test
    void ignoresAMalformedFlashCookie() {
        assertThat(web.get("/sign-in", "Cookie", "csfcfc=x").status()).isEqualTo(200);
        assertThat(board.log()).noneMatch(line -> line.contains("JSF1094"));
    }

    @Test
    void answersMalformedRequestsWithAMessageAndLogsNoFault() throws IOException {
        String host = "Host: localhost\r\n";
        String post = "POST /api/session HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n";
        Map<String, Integer> requests = Map.ofEntries(
                Map.entry("G\u0001T / HTTP/1.1\r\n" + host, 400),
                Map.entry("GET /%ZZ HTTP/1.1\r\n" + host, 400),
                Map.entry("GET /chat/%4 HTTP/1.1\r\n" + host, 400),
                Map.entry("GET /chat/%E4 HTTP/1.1\r\n" + host, 400),
                Map.entry("GET /\u00e4 HTTP/1.1\r\n" + host, 400),
                Map.entry("GET / HTTP/1.1\r\n" + host + "X: a\u0000b\r\n", 400),
                Map.entry("GET / HTTP/1.1\r\n", 400),
                Map.entry("GET / HTTP/1.1\r\nHost:\r\n", 400),
                Map.entry("GET / HTTP/1.1\r\nHost: a:b:c\r\n", 400),
                Map.entry("GET / HTTP/1.1\r\n" + host + host, 400),
                Map.entry("CONNECT evil.example:443 HTTP/1.1\r\n" + host, 400),
                Map.entry("GET / HTTP/9.9\r\n" + host, 505),
                Map.entry(post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", 400),
                Map.entry(post + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", 400),
                Map.entry(post + "Transfer-Encoding: xchunked\r\n", 400),
                Map.entry(post + "Content-Length: -1\r\n", 400),
                Map.entry(post + "Content-Length: 99999999999\r\n", 413),
                Map.entry(post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n", 415),
                Map.entry("GET / HTTP/1.1\r\n" + host + "X: " + "x".repeat(9_000) + "\r\n", 431),
                Map.entry("GET /resources HTTP/1.1\r\nHost: evil.example\r\n", 421),
                Map.entry("GET http://evil.example/resources HTTP/1.1\r\n" + host, 421));
        List<String> faults = faults(); // of earlier tests, whose clients disconnected during a request
        for (Map.Entry<String, Integer> each : requests.entrySet()) {
            String answer = RawHttp.send(base, each.getKey() + "\r\n");
            assertThat(answer)
                    .as(each.getKey())
                    .startsWith("HTTP/1.1 " + each.getValue() + " ")
                    .endsWith(".")
                    .doesNotContain("evil.example");
        }
        assertThat(faults()).containsExactlyInAnyOrderElementsOf(faults);
        assertThat(board.log())
                .anyMatch(line ->
                        line.contains("Rejected a request for the host ") && line.contains("CHATBOARD_ORIGINS"));
    }

    private List<String> faults() {
        return board.log().stream().filter(line -> line.contains(" SEVERE ")).toList();
    }

    @Test
    void answersARejectedHeadRequestWithoutABody() throws IOException {
        assertThat(RawHttp.send(base, "HEAD / HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void answersAPipelinedHandshakeInOrder() throws IOException {
        String answers = RawHttp.send(
                base,
                "GET /api/me HTTP/1.1\r\nHost: localhost\r\n\r\nGET /ws/chat/1 HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        assertThat(answers).containsPattern("(?s)\\AHTTP/1.1 401 .*HTTP/1.1 40[13] ");
    }

    @Test
    void answersHealthChecksForAnyHost() throws IOException {
        String host = " HTTP/1.1\r\nHost: 10-0-0-7.pods.example\r\nConnection: close\r\n\r\n";
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            assertThat(RawHttp.send(base, "GET " + path + host))
                    .as(path)
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("pods.example");
        }
        for (String path : List.of("/healthy", "/health/../sign-in", "/api/health")) {
            assertThat(RawHttp.send(base, "GET " + path + host))
                    .as(path)
                    .containsPattern("\\AHTTP/1.1 (421|404) ")
                    .doesNotContain("pods.example");
        }
    }

    @Test
    void ignoresACookieOfAnotherApplicationBeyondAscii() throws IOException {
        String request =
                "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: other=M\u00fcll\r\n\r\n";
        assertThat(RawHttp.send(base, request)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void removesTheHostFromRedirects() throws IOException {
        for (String path : List.of("/resources", "/resources/js", "/sign-in.xhtml", "/dashboard.xhtml")) {
            assertThat(RawHttp.exchange(base, "127.0.0.1", "GET " + path + " HTTP/1.1", ""))
                    .as(path)
                    .containsPattern("\r\n[Ll]ocation: /[a-z]");
        }
    }

    @Test
    void acceptsBodiesThatArriveInPieces() throws IOException {
        String json = "{\"username\":\"nobody-at-all\",\"password\":\"" + RestClient.PASSWORD + "\"}";
        try (var socket = new java.net.Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            out.write(
                    "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
                            .formatted(json.length())
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String expected = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(in.readNBytes(expected.length()))).isEqualTo(expected);
            for (byte b : json.getBytes(java.nio.charset.StandardCharsets.US_ASCII)) {
                out.write(b);
            }
            assertThat(new String(in.readAllBytes())).startsWith("HTTP/1.1 401 ");
        }
    }

    private Answer post(String page, String form, String type) {
        return web.send("POST", page, BodyPublishers.ofString(form), "Content-Type", type);
    }

    /** Headers of documents only; files are sent without them. */
    private static final Set<String> OF_PAGES =
            Set.of("x-frame-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy");

    private static final Set<String> FILES = Set.of("file", "versioned file", "translations");

    private static void assertHeaders(String kind, Answer answer) {
        assertThat(answer.headers().map().keySet())
                .as(kind)
                .contains(
                        "content-security-policy",
                        "x-content-type-options",
                        "cross-origin-resource-policy",
                        "cache-control")
                .containsAll(FILES.contains(kind) ? Set.of() : OF_PAGES)
                .doesNotContain("strict-transport-security", "x-powered-by");
        assertThat(answer.header("Content-Security-Policy"))
                .as(kind)
                .startsWith(
                        FILES.contains(kind)
                                ? "default-src 'none'; frame-ancestors 'none'"
                                : "default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .as(kind)
                .hasSize(1);
    }

    private void signUpAndIn() {
        String name = "anna-" + UUID.randomUUID().toString().substring(0, 8);
        String account = Json.of("username", name, "displayName", "Anna", "password", RestClient.PASSWORD)
                .toString();
        assertThat(web.post("/api/accounts", account).status()).isEqualTo(201);
        assertThat(web.post("/api/session", account).status()).isEqualTo(204);
    }
}
