package org.chatboard.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java installation on this machine.
 *
 * @param home its folder
 * @param version the version that it reports
 */
public record InstalledJava(Path home, Runtime.Version version) {
    private static final List<Path> PARENTS = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    /** {@return the newest installation among those that {@code JAVA_HOME*} variables name and those in the usual folders} */
    public static Optional<InstalledJava> newest() {
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
                .map(variable -> Path.of(variable.getValue()));
        return Stream.concat(named, PARENTS.stream().flatMap(InstalledJava::children))
                .flatMap(folder -> Stream.of(folder, folder.resolve("Contents").resolve("Home")))
                .flatMap(folder -> at(folder).stream())
                .max(Comparator.comparing(InstalledJava::version));
    }

    /** {@return the installation in a folder; empty if there is none} */
    static Optional<InstalledJava> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        try {
            return Optional.of(new InstalledJava(home, Runtime.Version.parse(version)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Java 8 and older have versions such as 1.8.0_452, which cannot be parsed
        }
    }

    /** {@return path of the {@code java} command} */
    public String command() {
        return home.resolve("bin").resolve("java").toString();
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // not readable by this user
        }
    }
}
