package org.chatboard.proof;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the proof saw, for whoever runs it: in the build's own output and in the file that {@code proof.table} names. */
final class ProofReport {
    private static final Path FILE = Path.of(System.getProperty("proof.table", "target/proof/table.md"));
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table of its own. */
    ProofReport(String title, List<String> columns) {
        this.title = title;
        rows.add(columns);
    }

    /** Adds a row, of as many cells as there are columns. */
    ProofReport row(List<?> cells) {
        rows.add(cells.stream().map(ProofReport::text).toList());
        return this;
    }

    private static String text(Object cell) {
        return cell instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : String.valueOf(cell);
    }

    /** Adds a row whose first cell is a label. */
    ProofReport row(String label, List<?> cells) {
        List<Object> all = new ArrayList<>(List.of(label));
        all.addAll(cells);
        return row(all);
    }

    /** A table of names and values. */
    static void values(String title, Object... namesAndValues) {
        ProofReport report = new ProofReport(title, List.of("measured", "value"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            report.row(List.of(namesAndValues[i], namesAndValues[i + 1]));
        }
        report.print();
    }

    /** Prints it, past the redirection of what tests print, and adds it to the file. */
    void print() {
        int columns = rows.get(0).size();
        StringBuilder text = new StringBuilder("\n**" + title + "**\n\n");
        for (int r = 0; r < rows.size(); r++) {
            text.append(line(rows.get(r)));
            if (r == 0) {
                text.append("|").append("---|".repeat(columns)).append("\n");
            }
        }
        new PrintStream(new FileOutputStream(FileDescriptor.err), true).print(text);
        try {
            Files.createDirectories(FILE.getParent());
            if (BEGUN.compareAndSet(false, true)) {
                Files.deleteIfExists(FILE);
            }
            Files.writeString(FILE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        for (int c = 0; c < cells.size(); c++) {
            int column = c;
            int width = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            String padding = " ".repeat(width - cells.get(c).length());
            line.append(c == 0 ? " " + cells.get(c) + padding : " " + padding + cells.get(c))
                    .append(" |");
        }
        return line.append("\n").toString();
    }
}
