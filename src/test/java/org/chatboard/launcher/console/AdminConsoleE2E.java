package org.chatboard.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.KernelSockets;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uses Payara Server's admin console in a browser. The profile {@code admin-console} starts the console in the same way. A
 * ChatBoard node is in the server's data grid, and the server itself runs the WAR too. The screenshots are those of {@code
 * docs/admin-console.md}. The last test ends the console.
 */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdminConsoleE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LAST = Integer.MAX_VALUE;
    private static final String LOOPBACK = "0100007F";

    @TempDir
    static Path folder;

    private ConsoleSettings settings;
    private AdminConsole console;
    private ChatBoardProcess node;
    private Path pictures;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        pictures = Files.createDirectories(Path.of(System.getProperty("admin-console.pictures")));
        int gridPort = ChatBoardProcess.freePort();
        settings = new ConsoleSettings(
                Path.of(System.getProperty("admin-console.payara")),
                folder,
                freePorts(),
                List.of("127.0.0.1:" + gridPort),
                Optional.of(Path.of(System.getProperty("chatboard.war"))));
        console = new AdminConsole(settings);
        console.start();
        node = ChatBoardProcess.start(
                folder.resolve("node"),
                Map.of(
                        "CHATBOARD_CLUSTER_ADDRESS", "127.0.0.1:" + gridPort,
                        "CHATBOARD_CLUSTER_MEMBERS", "127.0.0.1:" + settings.gridPort()));
    }

    @AfterAll
    void end() {
        if (node != null) {
            node.close();
        }
        console.stop();
    }

    @Test
    void listsTheNodeWithNameGroupPortsAndApplication() {
        try (ConsoleBrowser operator = signedIn().openDataGridInstances()) {
            assertThat(operator.nodes()).hasCount(1);
            assertThat(operator.nodes().first())
                    .containsText(Pattern.compile(
                            "chatboard-" + port(node) + ".*ChatBoard.*" + port(node) + ".*chatboard", Pattern.DOTALL));
            operator.picture(pictures, "admin-console-nodes", "All Data Grid Instances");
        }
    }

    @Test
    void sendsACommandThatTheNodeAnswers() throws IOException {
        try (ConsoleBrowser operator = signedIn().openDataGridInstances()) {
            operator.sendToAllNodes("list-applications server");
            assertThat(operator.page().locator("body")).containsText("Command sent successfully");
            operator.picture(pictures, "admin-console-command", "Command sent successfully");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Files.readString(settings.log()))
                .contains("SendAsadminCommand]", "chatboard-" + port(node), "chatboard  <ejb, "));
    }

    @Test
    void asksTheNodeForItsApplication() throws IOException, InterruptedException {
        assertThat(console.command(
                        "send-asadmin-command",
                        "--targets",
                        "ChatBoard:chatboard-" + port(node),
                        "--verbose",
                        "--command",
                        "list-applications",
                        "server"))
                .contains("chatboard");
    }

    @Test
    void showsRequestsBeansAndPoolsOfTheWarOnTheServer() {
        use(settings.applicationUrl().replaceFirst("/$", ""));
        try (ConsoleBrowser operator = signedIn()) {
            operator.openMonitoring("Application").unfold("Request Statistics");
            assertThat(operator.statistic("RequestCount")).isPositive();
            operator.picture(pictures, "admin-console-application", "Application Monitoring");
            operator.openMonitoring("Server").view("http-listener-1");
            assertThat(operator.statistic("CurrentThreadCount")).isPositive();
            operator.unfold("Thread Pool Statistics")
                    .picture(pictures, "admin-console-server", "Thread Pool Statistics");
            String bean = "applications/chatboard/MessageService";
            assertThat(operator.plainStatistic(bean, "CreateCount")).isPositive();
            assertThat(operator.plainStatistic(bean + "/bean-pool", "TotalBeansCreated"))
                    .isPositive();
        }
    }

    @Test
    void rejectsASignInWithoutThePassword() {
        try (ConsoleBrowser stranger = ConsoleBrowser.signIn(settings.consoleUrl(), "admin")) {
            assertThat(stranger.page().locator("body")).containsText("Authentication Failed");
        }
        assertThat(new RestClient("http://127.0.0.1:" + settings.adminPort())
                        .get("/")
                        .header("Location"))
                .startsWith("https://");
    }

    @Test
    void listensOnLoopbackAlone() throws IOException {
        assertThat(KernelSockets.listening(console.process().orElseThrow().pid()))
                .containsExactlyInAnyOrder(
                        socket(settings.adminPort()), socket(settings.gridPort()), socket(settings.httpPort()));
        assertThat(KernelSockets.listening(node.pid()))
                .allMatch(socket -> socket.startsWith("tcp " + LOOPBACK))
                .hasSize(2);
    }

    @Test
    void keepsThePasswordToItsOwner() throws IOException {
        assertThat(Files.getPosixFilePermissions(settings.passwordFile()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    @Order(LAST)
    void isNotNeededByTheNode() throws IOException {
        console.stop();
        assertThat(console.process()).isEmpty();
        use(node.url());
    }

    private ConsoleBrowser signedIn() {
        return ConsoleBrowser.signIn(settings.consoleUrl(), password());
    }

    private String password() {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(settings.passwordFile())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("AS_ADMIN_PASSWORD");
    }

    /** Two people sign up, open pages and write messages. */
    private static void use(String url) {
        String suffix = Long.toString(System.nanoTime(), 36);
        Member anna = Member.signUp(url, "anna" + suffix);
        Member ben = Member.signUp(url, "ben" + suffix);
        try (SocketClient annas = anna.socket();
                SocketClient bens = ben.socket()) {
            for (int i = 1; i <= 20; i++) {
                annas.awaitAck(annas.postTo(ben.id(), "message " + i));
            }
            bens.awaitText("message 20");
        }
        assertThat(ben.rest().get("/dashboard").body()).contains("message 20");
    }

    private static int port(ChatBoardProcess server) {
        return URI.create(server.url()).getPort();
    }

    private static String socket(int port) {
        return "tcp " + LOOPBACK + ":%04X".formatted(port);
    }

    /** {@return the first of a hundred consecutive free ports, all below those that the system gives to clients} */
    private static int freePorts() {
        while (true) {
            int base = 20_000 + 100 * new Random().nextInt(100);
            boolean free = IntStream.range(base, base + 100).allMatch(AdminConsoleE2E::isFree);
            if (free) {
                return base;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
