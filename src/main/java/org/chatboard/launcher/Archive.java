package org.chatboard.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command {@code archive}: creates a folder from which ChatBoard starts faster. The folder contains the unpacked server
 * ({@link UnpackedServer}), a class-data archive (CDS), and an options file for {@code java}. The archive is recorded during one
 * start with a temporary database. A JVM of another version ignores the archive and starts as usual, and so does any JVM after
 * the jar has changed.
 */
final class Archive {
    /** System property of the recorded start: the server stops as soon as it is ready. */
    static final String PROPERTY = "chatboard.archive";

    static final String CLASSES = "chatboard.jsa";
    static final String OPTIONS = "start";

    private static final String DATA = "recording";
    private static final String DEFAULT_FOLDER = "chatboard-fast";

    private Archive() {}

    /**
     * Creates the folder, or recreates one that this command created before.
     *
     * @param arguments the folder; if empty, {@code chatboard-fast} beside the jar
     * @throws StartRejectedException if the folder cannot be created
     */
    static void make(List<String> arguments) throws IOException, InterruptedException {
        if (UnpackedServer.isRunning()) {
            throw new StartRejectedException(
                    "Run this command with the original chatboard.jar, not with the one in the folder that it made.");
        }
        Path jar = UnpackedServer.jar();
        Path folder =
                (arguments.isEmpty() ? jar.resolveSibling(DEFAULT_FOLDER) : Path.of(arguments.get(0))).toAbsolutePath();
        clear(folder);
        Files.writeString(folder.resolve(OPTIONS), options(folder));
        UnpackedServer.make(jar, folder);
        record(folder);
        System.out.println("Start ChatBoard faster with: java @" + folder.resolve(OPTIONS));
    }

    /**
     * {@return the options file for {@code java @file}} Paths are absolute, because the JVM resolves relative ones against its
     * working directory. Warnings about an archive of another JVM are off.
     */
    private static String options(Path folder) {
        return "-XX:SharedArchiveFile=" + quoted(folder.resolve(CLASSES)) + "\n-Xshare:auto\n-Xlog:cds*=off\n" + "-jar "
                + quoted(folder.resolve(UnpackedServer.JAR)) + "\n";
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\") + '"';
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(OPTIONS))
                && Files.readString(folder.resolve(OPTIONS)).equals(options(folder))) {
            for (String entry : List.of(CLASSES, UnpackedServer.JAR, UnpackedServer.RUNTIME, DATA, OPTIONS)) {
                remove(folder.resolve(entry));
            }
            return; // other files are not removed, such as the data of a server
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new StartRejectedException("The folder " + folder + " is not empty. Name another one: "
                        + "java -jar chatboard.jar archive FOLDER");
            }
        }
    }

    /** Starts the server of the folder once; its JVM writes the archive at the end. */
    private static void record(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve(DATA);
        Path log = folder.resolve("archive.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + folder.resolve(CLASSES),
                        "-XX:TieredStopAtLevel=1", // for a single run the optimising compiler costs more than it saves
                        "-D" + PROPERTY + "=true",
                        "-D" + ParentProcessWatch.PROPERTY + "="
                                + ProcessHandle.current().pid(),
                        "-jar",
                        folder.resolve(UnpackedServer.JAR).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        builder.environment().putAll(Map.of("CHATBOARD_DATA", data.toString(), "CHATBOARD_PORT", freePort()));
        int status = builder.start().waitFor();
        if (status != 0 || !Files.exists(folder.resolve(CLASSES))) {
            throw new StartRejectedException("The archive could not be made; see " + log
                    + " for the reason. java -jar chatboard.jar " + "starts without it.");
        }
        remove(data);
        Files.delete(log);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** Removes a folder with its content. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
