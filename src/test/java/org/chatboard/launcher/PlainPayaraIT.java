package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR needs nothing of the launcher: it runs on Payara Micro as it was downloaded, at the root. */
class PlainPayaraIT {
    @TempDir
    Path folder;

    @Test
    void deploysTheWar() throws IOException, InterruptedException {
        int port = ChatBoardProcess.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Command.java(),
                        "-jar",
                        System.getProperty("payara.micro.jar"),
                        "--nohazelcast",
                        "--port",
                        String.valueOf(port),
                        "--deploy",
                        System.getProperty("chatboard.war"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", ChatBoardProcess.QUICK_START));
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        builder.environment().put("CHATBOARD_ORIGIN", "https://chat.example.org");
        Process server = builder.start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> said = new ArrayList<>();
            assertThat(output.lines().peek(said::add).anyMatch(line -> line.contains(" ready in ")))
                    .as("it becomes ready")
                    .isTrue();
            assertThat(said).anyMatch(line -> line.contains("The nearest one is CHATBOARD_ORIGINS."));
            assertThat(status(port, "/health/ready")).isEqualTo(200);
            assertThat(status(port, "/sign-in")).isEqualTo(200);
            URI base = URI.create("http://127.0.0.1:" + port);
            assertThat(RawHttp.send(base, "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(RawHttp.send(base, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
            assertThat(folder.resolve("data/db")).isDirectory();
            Command doctor = Command.chatboard(
                    Map.of("CHATBOARD_DATA", folder.resolve("data").toString(), "CHATBOARD_PORT", String.valueOf(port)),
                    "doctor");
            assertThat(doctor.lines()).last().isEqualTo("All is well.");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
