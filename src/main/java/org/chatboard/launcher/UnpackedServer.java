package org.chatboard.launcher;

import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The server as a folder: a small {@code chatboard.jar}, and the server's jars in {@code runtime}, which the manifest of
 * {@code chatboard.jar} names as its class path. So the JVM can load their classes from a class-data archive, and a start unpacks
 * nothing.
 */
final class UnpackedServer {
    static final String JAR = "chatboard.jar";
    static final String RUNTIME = "runtime";

    private static final String PACKED_RUNTIME = "MICRO-INF/runtime/";

    private UnpackedServer() {}

    /** {@return whether this process runs from an unpacked folder, not from the packed jar} */
    static boolean isRunning() {
        return UnpackedServer.class.getResource("/fish/payara/micro/impl/PayaraMicroImpl.class") != null;
    }

    /** {@return the jar that contains this class} */
    static Path jar() {
        try {
            return Path.of(UnpackedServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts the server from this folder, in the way of Payara's {@code RootDirLauncher}.
     *
     * @param arguments of Payara Micro
     */
    static PayaraMicroBoot boot(String[] arguments) throws ReflectiveOperationException {
        System.setProperty("fish.payara.micro.BootJar", jar().toUri().toString());
        // the folder whose jars Payara's server.policy trusts
        System.setProperty("fish.payara.micro.UnpackDir", jar().getParent().toString());
        return PayaraStart.create(arguments);
    }

    /**
     * Unpacks the jar into a folder.
     *
     * @param packed the packed {@code chatboard.jar}
     * @param folder an empty folder
     */
    static void make(Path packed, Path folder) throws IOException {
        Files.createDirectory(folder.resolve(RUNTIME));
        try (JarFile from = new JarFile(packed.toFile());
                JarOutputStream small = jar(folder.resolve(JAR))) {
            List<String> classPath = new ArrayList<>();
            for (JarEntry entry : from.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(PACKED_RUNTIME) && name.endsWith(".jar")) {
                    classPath.add(RUNTIME + "/" + name.substring(PACKED_RUNTIME.length()));
                    try (InputStream content = from.getInputStream(entry)) {
                        Files.copy(content, folder.resolve(classPath.get(classPath.size() - 1)));
                    }
                }
            }
            write(small, JarFile.MANIFEST_NAME, manifest(from.getManifest(), classPath)::write);
            for (JarEntry entry :
                    from.stream().filter(UnpackedServer::staysPacked).toList()) {
                // Payara looks for its resource adapters at the top level of the jar
                String name = entry.getName().replace(PACKED_RUNTIME, "");
                write(small, name, to -> from.getInputStream(entry).transferTo(to));
            }
        }
    }

    private static JarOutputStream jar(Path file) throws IOException {
        JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        jar.setLevel(0); // no compression: nearly all of it is the WAR, which is compressed
        return jar;
    }

    private static boolean staysPacked(JarEntry entry) {
        String name = entry.getName();
        boolean onClassPath = name.startsWith(PACKED_RUNTIME) && !name.endsWith(".rar");
        return !onClassPath && !name.equals(JarFile.MANIFEST_NAME);
    }

    /**
     * {@return the manifest of the small jar} It has a {@code Premain-Class} instead of a {@code Launcher-Agent-Class}, because
     * an agent at every start would slow the loading of each class.
     */
    private static Manifest manifest(Manifest packed, List<String> classPath) {
        Manifest manifest = new Manifest(packed);
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Premain-Class", (String) attributes.remove(new Attributes.Name("Launcher-Agent-Class")));
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        return manifest;
    }

    private static void write(JarOutputStream jar, String name, Content content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        content.writeTo(jar);
        jar.closeEntry();
    }

    private interface Content {
        void writeTo(OutputStream to) throws IOException;
    }
}
