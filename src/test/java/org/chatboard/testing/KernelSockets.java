package org.chatboard.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds sockets of a Linux machine in {@code /proc}, as {@code ss} does. */
public final class KernelSockets {
    private static final Pattern INODE = Pattern.compile("socket:\\[(\\d+)]");
    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final int INODE_FIELD = 9;
    private static final String LISTENING = "0A";
    private static final String TIME_WAIT = "06";

    private KernelSockets() {}

    /**
     * Returns the TCP sockets in the state LISTEN and all UDP sockets of a process, such as {@code tcp 0100007F:1F90}: address and
     * port in the hexadecimal form of the kernel.
     */
    public static List<String> listening(long pid) throws IOException {
        Set<String> inodes = inodes(pid);
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(protocol -> lines(pid, protocol)
                        .map(line -> line.trim().split("\\s+"))
                        .filter(field -> inodes.contains(field[INODE_FIELD]))
                        .filter(field -> protocol.startsWith("udp") || field[STATE].equals(LISTENING))
                        .map(field -> protocol + " " + field[LOCAL_ADDRESS]))
                .toList();
    }

    /** {@return whether a TCP socket of this machine is connected to a local port, in whatever state but TIME_WAIT} */
    static boolean hasPeer(int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("tcp", "tcp6")
                .flatMap(protocol -> lines(ProcessHandle.current().pid(), protocol))
                .map(line -> line.trim().split("\\s+"))
                .anyMatch(field -> field[REMOTE_ADDRESS].endsWith(suffix) && !field[STATE].equals(TIME_WAIT));
    }

    private static Stream<String> lines(long pid, String protocol) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "net", protocol)).stream()
                    .skip(1);
        } catch (IOException e) {
            return Stream.empty(); // a machine without IPv6
        }
    }

    private static Set<String> inodes(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return descriptors
                    .map(KernelSockets::linkTarget)
                    .map(INODE::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String linkTarget(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return ""; // the process has closed it meanwhile
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
