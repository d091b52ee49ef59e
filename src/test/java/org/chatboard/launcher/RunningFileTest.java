package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningFileTest {
    /** The id of no process: Linux has no ids as large as this one. */
    private static final long NO_PROCESS = 1L << 30;

    @TempDir
    Path data;

    @Test
    void findsARunningServer() throws IOException {
        RunningFile written = new RunningFile(ProcessHandle.current().pid(), "http://127.0.0.1:8080/");
        written.write(data);
        assertThat(RunningFile.read(data)).contains(written);
        RunningFile.remove(data);
        assertThat(RunningFile.read(data)).isEmpty();
    }

    @Test
    void ignoresTheFileOfAKilledServer() throws IOException {
        new RunningFile(NO_PROCESS, "http://127.0.0.1:8080/").write(data);
        assertThat(RunningFile.read(data)).isEmpty();
    }

    @Test
    void ignoresAMalformedFile() throws IOException {
        Files.writeString(data.resolve("running.properties"), "pid=many");
        assertThat(RunningFile.read(data)).isEmpty();
    }
}
