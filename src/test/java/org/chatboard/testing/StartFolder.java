package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * The folder that {@code java -jar chatboard.jar archive} makes, from which servers start with a quarter less CPU time. In
 * a build of all tests one test JVM makes the folder, which takes as long as two starts. Meanwhile the tests run, and
 * servers start from the jar. A build of one test does not make the folder.
 */
public final class StartFolder {
    private static final Path JAR = Path.of(System.getProperty("chatboard.jar"));
    private static final Path FOLDER = Path.of(System.getProperty("chatboard.it.archive"));
    /** A file with the version of the jar and the output of the command. It is written when the folder is complete. */
    private static final Path MADE = FOLDER.resolveSibling(FOLDER.getFileName() + ".made");

    private static final Object MAKING = new Object();

    private static boolean requested;
    private static volatile boolean complete;

    private StartFolder() {}

    /** {@return the folder} */
    public static Path path() {
        return FOLDER;
    }

    /** {@return the arguments of {@code java} that start a server: from the folder if it is complete, else from the jar} */
    static List<String> serverArguments() {
        if (Boolean.getBoolean("chatboard.it.class-archive")) {
            request();
        }
        return complete ? List.of("@" + FOLDER.resolve("start")) : List.of("-jar", JAR.toString());
    }

    private static synchronized void request() {
        if (!requested) {
            requested = true;
            Thread maker = new Thread(StartFolder::makeOrReport, "start folder");
            maker.setDaemon(true);
            maker.start();
        }
    }

    /** Makes the folder, or prints why servers go on starting from the jar. */
    private static void makeOrReport() {
        try {
            make();
        } catch (IllegalStateException | UncheckedIOException e) {
            String reason = e.getMessage().strip().replaceAll("\\R+", " ");
            BuildOutput.print("The servers of these tests start from the jar, without a class archive: " + reason);
        }
    }

    /** Makes the folder, unless a JVM of this build has made it. @return the output of the command */
    public static List<String> make() {
        synchronized (MAKING) { // a file lock excludes other JVMs, not other threads of this one
            try (FileChannel file = FileChannel.open(
                    FOLDER.resolveSibling(FOLDER.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                file.lock(); // until the channel is closed
                if (!isMade()) {
                    record();
                }
                complete = true;
                List<String> made = Files.readAllLines(MADE);
                return made.subList(1, made.size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isMade() throws IOException {
        return Files.exists(MADE) && Files.readAllLines(MADE).get(0).equals(jarVersion());
    }

    private static void record() throws IOException {
        Files.deleteIfExists(MADE);
        if (Files.exists(FOLDER)) {
            Folders.delete(FOLDER);
        }
        Command command = Command.chatboard(Map.of(), "archive", FOLDER.toString());
        if (command.status() != 0) {
            throw new IllegalStateException("The command archive failed: " + command.output());
        }
        Files.writeString(MADE, jarVersion() + "\n" + command.output());
    }

    private static String jarVersion() throws IOException {
        return Files.getLastModifiedTime(JAR) + " " + Files.size(JAR);
    }
}
