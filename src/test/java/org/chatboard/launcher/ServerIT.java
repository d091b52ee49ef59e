package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.DerbyOnly;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.KernelSockets;
import org.chatboard.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A server as users run it, from its ready line to its shutdown; the last test stops it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIRST = 1;
    private static final int LAST = Integer.MAX_VALUE;
    private static final int RESTARTS = 1012;

    @TempDir
    static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestDatabase database;
    private Map<String, String> settings;
    private FaultyProxy deafProxy;
    private ChatBoardProcess server;

    @BeforeAll
    void start() throws IOException {
        int port = ChatBoardProcess.freePort();
        deafProxy = FaultyProxy.strippingUpgrades(port);
        database = TestDatabase.create(TestDatabase.Kind.chosen(), data());
        settings = new HashMap<>(database.settings());
        settings.put("CHATBOARD_DATA", data().toString());
        settings.put("CHATBOARD_PORT", String.valueOf(port));
        settings.put("CHATBOARD_ORIGINS", "http://127.0.0.1:" + port + "," + deafProxy.url());
        Map<String, String> more = new HashMap<>(settings);
        more.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")));
        more.put("CHATBOARD_ORIGIN", "https://chat.example.org");
        server = ChatBoardProcess.start(data(), more);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
        deafProxy.close();
        database.close();
    }

    @Test
    @Order(FIRST)
    void printsItsAddressAndWarnsOfAMisspelledSetting() {
        assertThat(server.output()).containsExactly("ChatBoard is ready: open " + server.url() + "/");
        assertThat(server.errors())
                .filteredOn(line -> !line.contains("JDK_JAVA_OPTIONS"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .contains("This ChatBoard has no administrator.")
                        .doesNotContain("Nobody else can sign up")
                        .containsPattern("open once: " + server.url() + "/first-start/[\\w-]{43}$"))
                .filteredOn(line -> line.contains(" WARNING "))
                .singleElement()
                .asString()
                .endsWith("CHATBOARD_ORIGIN is set, but there is no such setting, so it is ignored. The nearest one is"
                        + " CHATBOARD_ORIGINS.");
    }

    @Test
    void listensOnlyOnItsPortOfLoopback() throws IOException {
        int port = URI.create(server.url()).getPort();
        assertThat(KernelSockets.listening(server.pid())).containsExactly("tcp 0100007F:%04X".formatted(port));
    }

    @Test
    void doesNotRevealTheServerSoftware() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/me");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(get("/metrics").statusCode()).isNotEqualTo(200);
    }

    @Test
    void appliesEveryBootCommand() throws IOException {
        assertThat(Files.readString(log())).doesNotContain("Boot Command");
    }

    @Test
    void passesTheDoctor() {
        Command doctor = Command.chatboard(settings, "doctor");
        assertThat(doctor.lines()).last().isEqualTo("All is well.");
        assertThat(doctor.status()).isZero();
        assertThat(doctor.output()).contains("clock and this machine's agree");
        assertThat(doctor.output().contains("in use by the running ChatBoard")).isEqualTo(database.isDerby());
    }

    @Test
    void passesTheTroubleshootScript() {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CHATBOARD_JAR", System.getProperty("chatboard.jar"));
        assertThat(Command.run(environment, "./troubleshoot.sh").status()).isZero();
    }

    @Test
    void isFoundByTheDoctorAtAnotherPort() {
        Command doctor = Command.chatboard(settings, "doctor", "http://127.0.0.1:" + ChatBoardProcess.freePort());
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.output()).contains("wrong port", "fix it: use " + server.url() + "/");
    }

    @Test
    void letsTheDoctorDetectAnOriginThatIsNotAllowed() throws IOException {
        try (FaultyProxy proxy = FaultyProxy.start(URI.create(server.url()).getPort())) {
            Command doctor = Command.chatboard(settings, "doctor", proxy.url());
            assertThat(doctor.status()).isEqualTo(1);
            assertThat(doctor.output())
                    .contains("The origin " + proxy.url() + " is not allowed", "CHATBOARD_ORIGINS=" + proxy.url());
        }
    }

    @Test
    void letsTheDoctorDetectAProxyThatDropsTheUpgrade() {
        Command doctor = Command.chatboard(settings, "doctor", deafProxy.url());
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.output()).contains("a proxy on the way drops its Upgrade header", "proxy_set_header Upgrade");
    }

    @Test
    @DerbyOnly("Only the embedded database belongs to one process.")
    void rejectsASecondServerOnTheSameDatabase() {
        Map<String, String> second = new HashMap<>(settings);
        second.put("CHATBOARD_PORT", String.valueOf(ChatBoardProcess.freePort()));
        Command rejected = Command.chatboard(second);
        assertThat(rejected.status()).isEqualTo(1);
        assertThat(rejected.lines())
                .singleElement()
                .asString()
                .contains(
                        "in use by another process (pid " + server.pid() + ", a ChatBoard that serves " + server.url());
    }

    @Test
    @Order(LAST)
    void shutsDownInOrderOnSigterm() throws IOException, InterruptedException {
        Frames frames = new Frames();
        client.newWebSocketBuilder()
                .header("Cookie", signUp())
                .header("Origin", server.url())
                .subprotocols("chatboard.v1")
                .buildAsync(URI.create(server.url().replace("http", "ws") + "/ws"), frames)
                .join()
                .sendText("{\"type\":\"hello\",\"rooms\":[]}", true)
                .join();
        await().atMost(PATIENCE).until(() -> frames.texts.stream().anyMatch(text -> text.contains("\"welcome\"")));

        assertThat(server.stop()).isZero();

        await().atMost(PATIENCE).until(() -> frames.closeCode != 0);
        assertThat(frames.closeCode).as(() -> frames.texts + read(log())).isEqualTo(RESTARTS);
        assertThat(frames.texts).last().asString().contains("\"bye\"").contains("1012");
        assertThat(server.output()).hasSize(1);
        assertThat(data().resolve("db/db.lck"))
                .as("Derby's mark of a database that was not closed")
                .doesNotExist();
        assertThat(data().resolve("running.properties")).doesNotExist();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertThat(read(log()).contains("The embedded database is closed")).isEqualTo(database.isDerby());
        assertThat(Files.readAllLines(log()))
                .filteredOn(line -> !line.contains("CHATBOARD_ORIGIN is set"))
                .noneMatch(line -> line.contains(" SEVERE org.chatboard") || line.contains(" WARNING org.chatboard"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return data().resolve("logs/chatboard.0.log");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Creates an account and signs in. @return the {@code Cookie} header */
    private String signUp() throws IOException, InterruptedException {
        String names = "{\"username\":\"ann\",\"displayName\":\"Ann\",\"password\":\"three otters sing\"}";
        HttpResponse<String> account = post("/api/accounts", names);
        assertThat(account.statusCode())
                .as(() -> account + account.body() + read(log()))
                .isEqualTo(201);
        HttpResponse<String> session = post("/api/session", names.replace("\"displayName\":\"Ann\",", ""));
        return session.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The frames of a socket and how it was closed. */
    private static final class Frames implements WebSocket.Listener {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private volatile int closeCode;
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closeCode = statusCode;
            return null;
        }
    }
}
