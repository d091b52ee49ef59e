package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFolderTest {
    @TempDir
    Path temporary;

    @Test
    void removesItselfWithItsContent() throws IOException {
        RuntimeFolder folder = RuntimeFolder.create(temporary);
        Files.writeString(folder.temporary().resolve("upload"), "text");
        folder.remove();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void removesOnlyFoldersOfKilledServers() throws IOException {
        Path killed =
                Files.createDirectories(temporary.resolve("chatboard-1-a/tmp")).getParent();
        Files.createFile(killed.resolve("in-use.lck"));
        Path foreign = Files.createDirectory(temporary.resolve("chatboard-of-somebody"));
        RuntimeFolder running = RuntimeFolder.create(temporary);
        RuntimeFolder next = RuntimeFolder.create(temporary);
        assertThat(temporary).isDirectoryNotContaining(killed::equals);
        assertThat(foreign).exists();
        assertThat(running.path()).exists();
        running.remove();
        next.remove();
    }
}
