package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.Command;
import org.chatboard.testing.DerbyOnly;
import org.chatboard.testing.PlainPayara;
import org.chatboard.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR runs on an unchanged Payara Micro without the launcher. Its pages are at the root of the server. */
@DerbyOnly("It checks the database that the WAR creates in the working directory.")
class PlainPayaraIT {
    @TempDir
    Path folder;

    @Test
    void deploysTheWarAndSaysWhatTheStartLacks() throws IOException, InterruptedException {
        Path payara = Path.of(System.getProperty("payara.micro.jar"));
        Map<String, String> misspelled = Map.of("CHATBOARD_ORIGIN", "https://chat.example.org");
        try (PlainPayara server = PlainPayara.start(Command.java(), payara, folder, List.of(), misspelled)) {
            assertThat(server.warnings())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains("The nearest one is CHATBOARD_ORIGINS."),
                            line -> assertThat(line)
                                    .contains(
                                            "Start this server with ",
                                            "-Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS",
                                            "-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false"));
            assertThat(status(server.port(), "/health/ready")).isEqualTo(200);
            assertThat(status(server.port(), "/sign-in")).isEqualTo(200);
            URI base = URI.create(server.url());
            assertThat(RawHttp.send(base, "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(RawHttp.send(base, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
            assertThat(folder.resolve("data/db")).isDirectory();
            Command doctor = Command.chatboard(
                    Map.of(
                            "CHATBOARD_DATA",
                            folder.resolve("data").toString(),
                            "CHATBOARD_PORT",
                            String.valueOf(server.port())),
                    "doctor");
            assertThat(doctor.lines()).last().isEqualTo("All is well.");
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
