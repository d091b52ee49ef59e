package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.StartFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts ChatBoard from a folder that has a class-data archive. The start loads classes from the archive. If the archive does not
 * fit the jar, the start ignores it and works without it.
 */
class ArchiveIT {
    private static final Predicate<String> ARCHIVED = line -> line.contains("source: shared objects file (top)");

    @TempDir
    Path parent;

    @Test
    void startsWithTheArchiveAndIgnoresOneOfAnotherJvm() throws IOException {
        List<String> made = StartFolder.make();
        Path folder = StartFolder.path();
        assertThat(made).containsExactly("Start ChatBoard faster with: java @" + folder.resolve("start"));
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("chatboard.jar", "chatboard.jsa", "runtime", "start");

        assertThat(classesOfAStart(folder).stream().filter(ARCHIVED).count()).isGreaterThan(10_000);

        Command fits = version(folder);
        assertThat(fits.lines()).anyMatch(ARCHIVED);
        Path jar = folder.resolve("chatboard.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0)); // as after an update of the server
        try {
            Command doesNot = version(folder);
            assertThat(doesNot.lines()).noneMatch(ARCHIVED).anyMatch(line -> line.startsWith("ChatBoard 1."));
            assertThat(doesNot.status()).isZero();
        } finally { // other tests start servers from this folder
            Files.setLastModifiedTime(jar, time);
        }
    }

    @Test
    void rejectsAFolderWithOtherContent() throws IOException {
        Path kept = Files.writeString(parent.resolve("start"), "somebody's");
        Command rejected = Command.chatboard(Map.of(), "archive", parent.toString());
        assertThat(rejected.status()).isEqualTo(1);
        assertThat(rejected.lines())
                .containsExactly("The folder " + parent + " is not empty. Name another one: "
                        + "java -jar chatboard.jar archive FOLDER");
        assertThat(kept).hasContent("somebody's");
    }

    /** Prints the version, which loads few classes, and logs where each class is loaded from. */
    private static Command version(Path folder) {
        return Command.run(Map.of(), Command.java(), "-Xlog:class+load", "@" + folder.resolve("start"), "--version");
    }

    /** Starts a server from the folder. @return the log lines that name where each class was loaded from */
    private List<String> classesOfAStart(Path folder) throws IOException {
        Path loaded = parent.resolve("loaded.txt");
        List<String> command = new ArrayList<>(List.of(Command.java(), "-Xlog:class+load:file=" + loaded));
        command.addAll(ChatBoardProcess.QUICK_START);
        command.add("@" + folder.resolve("start"));
        Path data = parent.resolve("data");
        try (ChatBoardProcess server = ChatBoardProcess.run(command, data, Map.of())) {
            assertThat(new RestClient(server.url()).get("/health/ready").status())
                    .isEqualTo(200);
            assertThat(RunningFile.read(data)).hasValue(new RunningFile(server.pid(), server.url() + "/"));
            assertThat(server.stop()).isZero();
        }
        return Files.readAllLines(loaded);
    }
}
