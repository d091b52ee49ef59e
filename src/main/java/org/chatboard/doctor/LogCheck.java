package org.chatboard.doctor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Shows the newest errors of the log as notes. They help to find a cause but may be old. */
final class LogCheck {
    private static final int MAX_LINES = 5;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LINE_LENGTH = 300;
    private static final Pattern ERROR = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\S+ (SEVERE|WARNING) .*");
    private static final Pattern DISK_FULL = Pattern.compile("No space left on device|Disk quota exceeded");

    private final Path log;

    LogCheck(Path log) {
        this.log = log;
    }

    List<Finding> run() {
        if (!Files.isRegularFile(log)) {
            return List.of(Finding.note("There is no log file yet: " + log));
        }
        try {
            return findings(tail());
        } catch (IOException e) {
            return List.of(Finding.note("The log file " + log + " cannot be read: " + e));
        }
    }

    private List<Finding> findings(List<String> lines) {
        List<String> errors =
                lines.stream().filter(line -> ERROR.matcher(line).matches()).toList();
        if (errors.isEmpty()) {
            return List.of(Finding.ok("The log " + log + " has no errors"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.note("The newest errors in " + log + ":"));
        errors.subList(Math.max(0, errors.size() - MAX_LINES), errors.size()).stream()
                .map(line -> Finding.note("  " + line.substring(0, Math.min(line.length(), MAX_LINE_LENGTH))))
                .forEach(findings::add);
        if (lines.stream().anyMatch(line -> DISK_FULL.matcher(line).find())) {
            findings.add(
                    Finding.note(
                            "  The disk was full when this was logged; the line about the disk above says whether it still is"));
        }
        return findings;
    }

    /** {@return the last lines; the first one may be incomplete} */
    private List<String> tail() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MAX_BYTES));
            byte[] bytes = new byte[(int) Math.min(MAX_BYTES, file.length())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
