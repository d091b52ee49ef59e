package org.chatboard.platform.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.chatboard.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    Path folder;

    private final DiskSpace disk = new DiskSpace();

    @Test
    void isFullIfTheDatabaseElsewhereHasTooLittleSpace() throws IOException {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 8)) {
            assertThat(isFull(Map.of("CHATBOARD_DATABASE_URL", derby(folder.resolve("db")))))
                    .isFalse();
            assertThat(isFull(Map.of("CHATBOARD_DATABASE_URL", derby(small.path()))))
                    .isTrue();
            assertThat(disk.message()).startsWith(DiskSpace.FULL);
            assertThat(isFull(
                            Map.of("CHATBOARD_DATABASE_URL", derby(small.path().resolve("not/yet")))))
                    .isTrue();
            assertThat(isFull(Map.of("CHATBOARD_DATABASE_URL", "jdbc:derby:memory:chat")))
                    .isFalse();
        }
    }

    @Test
    void aFileLeavesTheReserveFreeToTheLastByte() throws IOException {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 8)) {
            long reserve = 2 << 20;
            disk.settings = Settings.of(Map.of(
                    "CHATBOARD_DATA", small.path().toString(),
                    "CHATBOARD_FILE_RESERVE_BYTES", String.valueOf(reserve)));
            long most = small.path().toFile().getUsableSpace() - reserve;
            assertThat(disk.hasRoomForFile(most)).isTrue();
            assertThat(disk.hasRoomForFile(most + 1)).isFalse();
        }
    }

    @Test
    void isNotFullIfTheDatabaseIsOnAnotherMachine() {
        assertThat(isFull(Map.of(
                        "CHATBOARD_DATA",
                        folder.resolve("none").toString(),
                        "CHATBOARD_DATABASE_URL",
                        "jdbc:postgresql://db/chat")))
                .isFalse();
    }

    private boolean isFull(Map<String, String> environment) {
        disk.settings = Settings.of(environment);
        return disk.isFull();
    }

    private static String derby(Path database) {
        return "jdbc:derby:directory:" + database + ";create=true";
    }
}
