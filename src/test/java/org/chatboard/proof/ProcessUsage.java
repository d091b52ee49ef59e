package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;

/** Memory, CPU time and threads of a server process, measured from outside. */
final class ProcessUsage {
    private static final int INSTANCES = 1;
    private static final int BYTES = 2;
    private static final int NAME = 3;

    /** The flag O_DSYNC of Linux, which O_SYNC includes. */
    private static final long DSYNC = 010000;

    private final long pid;

    /**
     * The live objects of the heap after a full garbage collection.
     *
     * @param bytes size of all live objects
     * @param instances number of live objects by class name
     */
    record Heap(long bytes, Map<String, Long> instances) {
        long megabytes() {
            return bytes >> 20;
        }

        long count(String className) {
            return instances.getOrDefault(className, 0L);
        }
    }

    ProcessUsage(ChatBoardProcess server) {
        pid = server.pid();
    }

    /** Runs a full garbage collection and counts the live objects. */
    Heap heap() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Command histogram = Command.run(Map.of(), jcmd, String.valueOf(pid), "GC.class_histogram");
        assertThat(histogram.status()).as(histogram.output()).isZero();
        Map<String, Long> instances = new HashMap<>();
        long bytes = 0;
        for (String line : histogram.lines()) {
            String[] words = line.strip().split("\\s+");
            if (words[0].equals("Total")) {
                bytes = Long.parseLong(words[BYTES]);
            } else if (words[0].endsWith(":") && words.length > NAME) {
                instances.merge(words[NAME], Long.parseLong(words[INSTANCES]), Long::sum);
            }
        }
        return new Heap(bytes, instances);
    }

    /** {@return the number of HTTP worker threads that are processing a connection now} */
    long busyWorkers() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Command dump = Command.run(Map.of(), jcmd, String.valueOf(pid), "Thread.print");
        assertThat(dump.status()).as(dump.output()).isZero();
        List<String> workers = Stream.of(dump.output().split("\\R\\s*\\R"))
                .filter(thread -> thread.startsWith("\"http-thread-pool"))
                .toList();
        assertThat(workers).as("worker threads").isNotEmpty();
        return workers.stream()
                .filter(thread -> thread.contains("org.glassfish.grizzly.filterchain."))
                .count();
    }

    /** {@return the CPU time since the start of the process} */
    Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** {@return the number of threads} */
    long threads() {
        return status("Threads");
    }

    /** {@return the peak resident memory, in MB} */
    long peakMegabytes() {
        return status("VmHWM") >> 10;
    }

    /**
     * Returns whether all open files with such names have the flag {@code O_DSYNC}. With this flag a write
     * returns only after the data is on the disk (open(2)).
     *
     * @param name what the file name must match
     */
    boolean forcesEachWriteTo(Pattern name) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            List<Path> open = descriptors
                    .filter(descriptor -> name.matcher(
                                    target(descriptor).getFileName().toString())
                            .matches())
                    .toList();
            return !open.isEmpty()
                    && open.stream()
                            .allMatch(descriptor ->
                                    isSynchronous(process.resolve("fdinfo").resolve(descriptor.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) { // closed meanwhile
            return descriptor;
        }
    }

    private static boolean isSynchronous(Path descriptor) {
        try {
            return Files.readAllLines(descriptor).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .anyMatch(line ->
                            (Long.parseLong(line.substring("flags:".length()).strip(), 8) & DSYNC) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long status(String name) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
