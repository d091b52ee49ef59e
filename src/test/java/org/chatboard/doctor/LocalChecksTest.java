package org.chatboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chatboard.launcher.LaunchSettings;
import org.chatboard.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChecksTest {
    @TempDir
    Path folder;

    @Test
    void findsTheFullDiskOfADatabaseElsewhere() throws IOException {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"))) {
            Path database = small.path().resolve("not/yet");
            assertThat(checks(database).disk().toString())
                    .contains("The disk is full: ", " MB free for " + database, "CHATBOARD_DATABASE_URL=");
            assertThat(checks(folder.resolve("db")).disk().toString()).doesNotContain("CHATBOARD_DATABASE_URL=");
        }
    }

    @Test
    void namesTheDatabaseWhoseFilesCannotBeOpened() throws IOException {
        Path database = folder.resolve("elsewhere");
        Files.createDirectories(database.resolve("dbex.lck")); // a folder cannot be opened as a file, even by root
        assertThat(checks(database).database(database, false).toString()).contains("chown -R USER " + database);
    }

    private LocalChecks checks(Path database) {
        return new LocalChecks(LaunchSettings.from(Map.of(
                "CHATBOARD_DATA",
                folder.resolve("data").toString(),
                "CHATBOARD_DATABASE_URL",
                "jdbc:derby:directory:" + database)));
    }
}
