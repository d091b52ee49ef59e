package org.chatboard.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.testing.Command;

/** Memory of another Java process, in bytes. */
final class Memory {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final long KILO = 1_024;

    private Memory() {}

    /** {@return the size of all live objects on the heap; {@code jcmd} runs a full garbage collection first} */
    static long live(ProcessHandle java) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Command histogram = Command.run(Map.of(), jcmd, String.valueOf(java.pid()), "GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram.output());
        if (!total.find()) {
            throw new IllegalStateException("No total in: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** {@return the resident memory, empty on a system without {@code /proc}} */
    static OptionalLong resident(ProcessHandle process) {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try {
            Matcher resident = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
            return resident.find() ? OptionalLong.of(KILO * Long.parseLong(resident.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
