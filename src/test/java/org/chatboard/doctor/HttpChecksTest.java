package org.chatboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatboard.launcher.RunningFile;
import org.chatboard.testing.ChatBoardProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpChecksTest {
    private HttpServer server;
    private Target target;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        target = Target.of("127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void findsNothingWrongWithAReadyChatBoard() {
        answer("/api/me", 401, "application/problem+json", "{}");
        answer("/health/ready", 200, "application/json", "{\"status\":\"UP\"}");
        assertThat(new HttpChecks(target, Optional.empty()).run()).hasSize(4).noneMatch(Finding::isWrong);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '<form id=\"sign-up\" method=\"post\">', NOTE, Anybody who opens",
        "200, 'You need an invitation.', OK, Nobody can sign up",
        "503, '', NOTE, is not known"
    })
    void saysWhetherStrangersCanSignUp(int status, String page, Finding.State state, String text) {
        answer("/api/me", 401, "application/problem+json", "{}");
        answer("/health/ready", 200, "application/json", "{}");
        answer("/sign-up", status, "text/html", page);
        assertThat(new HttpChecks(target, Optional.empty()).run()).anySatisfy(finding -> {
            assertThat(finding.text()).contains(text);
            assertThat(finding.state()).isEqualTo(state);
        });
    }

    @Test
    void reportsTheCheckThatIsNotReady() {
        answer("/api/me", 401, "application/problem+json", "{}");
        answer("/health/ready", 503, "application/json", "{\"checks\":[{\"name\":\"disk\",\"status\":\"DOWN\"}]}");
        Finding finding = wrong(Optional.empty());
        assertThat(finding.text()).contains("not ready").contains("disk");
        assertThat(finding.fix()).contains("free some space");
    }

    @Test
    void doesNotBlameTheDiskWhileAnotherCheckIsDown() {
        answer("/api/me", 401, "application/problem+json", "{}");
        answer(
                "/health/ready",
                503,
                "application/json",
                "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"disk\",\"status\":\"UP\",\"data\":{}},"
                        + "{\"name\":\"database\",\"status\":\"DOWN\",\"data\":{\"reason\":\"of the disk\"}}]}");
        assertThat(wrong(Optional.empty()).fix())
                .contains("look for the reason in the log")
                .doesNotContain("free some space");
    }

    @Test
    void recognisesAnotherServer() {
        answer("/", 200, "text/html", "hello");
        RunningFile elsewhere = new RunningFile(7, "http://127.0.0.1:9090/");
        assertThat(wrong(Optional.empty()).text()).contains("it is not ChatBoard");
        assertThat(wrong(Optional.of(elsewhere)).fix()).startsWith("use http://127.0.0.1:9090/");
    }

    @Test
    void saysHowToStartIfNothingListens() {
        target = Target.of("127.0.0.1:" + ChatBoardProcess.freePort());
        Finding finding = wrong(Optional.empty());
        assertThat(finding.text()).contains("Nothing listens at " + target);
        assertThat(finding.fix()).contains("CHATBOARD_PORT=" + target.port() + " java -jar chatboard.jar");
    }

    @Test
    void comparesTheClocks() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(HttpChecks.clock(Optional.of("Sun, 01 Mar 2026 12:00:30 GMT"), now)
                        .isWrong())
                .isFalse();
        Finding fast = HttpChecks.clock(Optional.of("Sun, 01 Mar 2026 12:05:00 GMT"), now);
        assertThat(fast.text()).contains("differ by 300 s");
        assertThat(fast.fix()).contains("timedatectl");
        assertThat(HttpChecks.clock(Optional.of("yesterday"), now).state()).isEqualTo(Finding.State.NOTE);
    }

    private Finding wrong(Optional<RunningFile> running) {
        List<Finding> findings = new HttpChecks(target, running).run();
        return findings.stream().filter(Finding::isWrong).findFirst().orElseThrow();
    }

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
