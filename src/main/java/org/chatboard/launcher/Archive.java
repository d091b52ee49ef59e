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
 * The command {@code archive}: makes a folder that starts faster. In it are the {@link Unpacked} server, an archive of
 * the classes that a start loads, made by starting it once with a database that is thrown away, and the file of options
 * to start with. A JVM other than the one that made the archive ignores it, and so does a changed jar.
 */
final class Archive {
    /** System property of the one start that is recorded: the server ends as soon as it is ready. */
    static final String PROPERTY = "chatboard.archive";

    static final String CLASSES = "chatboard.jsa";
    static final String OPTIONS = "start";

    private static final String DATA = "recording";
    private static final String DEFAULT_FOLDER = "chatboard-fast";

    private Archive() {}

    /**
     * Makes the folder; one that this command made before is made anew.
     *
     * @param given the folder, or nothing for {@code chatboard-fast} beside the jar
     * @throws StartRejectedException where it cannot be made
     */
    static void make(List<String> given) throws IOException, InterruptedException {
        if (Unpacked.isThis()) {
            throw new StartRejectedException(
                    "Run this command with the original chatboard.jar, not with the one in the folder that it made.");
        }
        Path jar = Unpacked.jar();
        Path folder = (given.isEmpty() ? jar.resolveSibling(DEFAULT_FOLDER) : Path.of(given.get(0))).toAbsolutePath();
        clear(folder);
        Files.writeString(folder.resolve(OPTIONS), options(folder));
        Unpacked.make(jar, folder);
        record(folder);
        System.out.println("Start ChatBoard faster with: java @" + folder.resolve(OPTIONS));
    }

    /**
     * An options file for {@code java @file}. Paths are absolute, since the JVM would look in its working folder. An archive
     * that does not fit is no news either.
     */
    private static String options(Path folder) {
        return "-XX:SharedArchiveFile=" + quoted(folder.resolve(CLASSES)) + "\n-Xshare:auto\n-Xlog:cds*=off\n" + "-jar "
                + quoted(folder.resolve(Unpacked.JAR)) + "\n";
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\") + '"';
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(OPTIONS))
                && Files.readString(folder.resolve(OPTIONS)).equals(options(folder))) {
            for (String ours : List.of(CLASSES, Unpacked.JAR, Unpacked.RUNTIME, DATA, OPTIONS)) {
                remove(folder.resolve(ours));
            }
            return; // what else is there is somebody's, such as the data of a server
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new StartRejectedException("The folder " + folder + " is not empty. Name another one: "
                        + "java -jar chatboard.jar archive FOLDER");
            }
        }
    }

    /** Starts the folder's server once; the JVM writes the archive as it ends. */
    private static void record(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve(DATA);
        Path said = folder.resolve("archive.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + folder.resolve(CLASSES),
                        "-XX:TieredStopAtLevel=1", // it runs once: the optimising compiler would not pay for itself
                        "-D" + PROPERTY + "=true",
                        "-D" + ParentWatch.PROPERTY + "="
                                + ProcessHandle.current().pid(),
                        "-jar",
                        folder.resolve(Unpacked.JAR).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        builder.environment().putAll(Map.of("CHATBOARD_DATA", data.toString(), "CHATBOARD_PORT", freePort()));
        int status = builder.start().waitFor();
        if (status != 0 || !Files.exists(folder.resolve(CLASSES))) {
            throw new StartRejectedException("The archive could not be made; " + said
                    + " says why. java -jar chatboard.jar " + "starts without it.");
        }
        remove(data);
        Files.delete(said);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private static void remove(Path folder) throws IOException {
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
