package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.chatboard.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    Path folder;

    @Test
    void createsTheDataDirectory() {
        Path data = folder.resolve("a/b");
        assertThatCode(() -> Preflight.checkDataDirectory(data)).doesNotThrowAnyException();
        assertThatCode(() -> Files.list(data).close()).doesNotThrowAnyException();
    }

    @Test
    void rejectsADataDirectoryBelowAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Preflight.checkDataDirectory(file.resolve("data")))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("CHATBOARD_DATA=");
    }

    @Test
    void rejectsAPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            assertThatThrownBy(() -> Preflight.checkPort(LOOPBACK, other.getLocalPort()))
                    .isInstanceOf(StartRejectedException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " of 127.0.0.1 is in use")
                    .hasMessageContaining("CHATBOARD_PORT=");
            assertThatThrownBy(() -> Preflight.checkClusterPort(LOOPBACK, other.getLocalPort()))
                    .isInstanceOf(StartRejectedException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " of 127.0.0.1 is in use")
                    .hasMessageContaining("CHATBOARD_CLUSTER_ADDRESS=127.0.0.1:");
        }
    }

    @Test
    void rejectsAnAddressOfAnotherMachine() {
        assertThatThrownBy(() -> Preflight.checkAddress("192.0.2.1")) // reserved by RFC 5737, so no machine has it
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("CHATBOARD_ADDRESS is \"192.0.2.1\"")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void rejectsADatabaseThatIsLocked() throws IOException {
        Path database = Files.createDirectory(folder.resolve("db"));
        Map<String, String> data = Map.of("CHATBOARD_DATA", folder.toString());
        Map<String, String> byUrl = Map.of(
                "CHATBOARD_DATA", folder.toString(), "CHATBOARD_DATABASE_URL", "jdbc:derby:directory:" + database);
        assertThatCode(() -> checkDatabase(data)).doesNotThrowAnyException();
        Path lockFile = Files.createFile(database.resolve("dbex.lck"));
        assertThatCode(() -> checkDatabase(data)).doesNotThrowAnyException();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThatThrownBy(() -> checkDatabase(data))
                    .isInstanceOf(StartRejectedException.class)
                    .hasMessageContaining("is in use by another process")
                    .hasMessageContaining("CHATBOARD_DATA=");
            assertThatThrownBy(() -> checkDatabase(byUrl))
                    .hasMessageContaining("CHATBOARD_DATABASE_URL")
                    .hasMessageNotContaining("CHATBOARD_DATA=");
            lock.release();
        }
    }

    @Test
    void rejectsAFullDiskOfADatabaseElsewhere() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"))) {
            LaunchSettings settings = LaunchSettings.from(Map.of(
                    "CHATBOARD_DATA",
                    folder.toString(),
                    "CHATBOARD_DATABASE_URL",
                    "jdbc:derby:directory:" + disk.path().resolve("not/yet")));
            assertThatThrownBy(() -> Preflight.check(settings))
                    .isInstanceOf(StartRejectedException.class)
                    .hasMessageContaining("The disk that holds " + disk.path() + " is full")
                    .hasMessageEndingWith("choose another disk with CHATBOARD_DATABASE_URL.");
        }
    }

    private static void checkDatabase(Map<String, String> environment) {
        LaunchSettings settings = LaunchSettings.from(environment);
        Preflight.checkDatabase(settings, settings.databaseFolder().orElseThrow());
    }
}
