package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.testing.BuildOutput;
import org.chatboard.testing.InstalledJava;
import org.chatboard.testing.Member;
import org.chatboard.testing.PlainPayara;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same WAR runs on Payara Micro 7 (Jakarta EE 11) with the newest Java of this machine. */
class PayaraMicro7IT {
    private static final int NEEDED_JAVA = 21;
    private static final List<String> START_OPTIONS = List.of(
            "-Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS",
            "-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false");

    @TempDir
    Path folder;

    @Test
    void servesPagesAndMessages() {
        InstalledJava java = javaForPayara7();
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.chosen(), folder);
                PlainPayara server = PlainPayara.start(
                        java.command(),
                        Path.of(System.getProperty("payara.micro.7.jar")),
                        folder,
                        START_OPTIONS,
                        settings(database))) {
            assertThat(new RestClient(server.url()).get("/sign-in").status()).isEqualTo(200);
            assertThat(new RestClient(server.url()).get("/health/ready").status())
                    .isEqualTo(200);
            Member anna = Member.signUp(server.url(), "anna");
            Member ben = Member.signUp(server.url(), "ben");
            try (SocketClient annas = anna.socket();
                    SocketClient bens = ben.socket()) {
                String cid = annas.postTo(ben.id(), "from the other Payara");
                assertThat(annas.awaitAck(cid).getString("type")).isEqualTo("ack");
                assertThat(bens.awaitText("from the other Payara").getString("type"))
                        .isEqualTo("message");
            }
            assertThat(ben.rest().get("/dashboard").body()).contains("The anna", "from the other Payara");
            assertThat(server.warnings()).isEmpty();
        }
    }

    private static Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("CHATBOARD_ADDRESS", "127.0.0.1"); // as the listener has it, so that anybody may sign up
        return settings;
    }

    private static InstalledJava javaForPayara7() {
        Optional<InstalledJava> newest =
                InstalledJava.newest().filter(java -> java.version().feature() >= NEEDED_JAVA);
        if (newest.isEmpty()) {
            String why =
                    "Payara Micro 7 needs Java " + NEEDED_JAVA + " or newer, which was not found: its test is skipped.";
            BuildOutput.print(why);
            Assumptions.abort(why);
        }
        return newest.get();
    }
}
