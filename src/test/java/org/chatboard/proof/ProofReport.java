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

/** A Markdown table of the proof, printed to the output of the build and appended to the file that {@code proof.table} names. */
final class ProofReport {
    private static final Path FILE = Path.of(System.getProperty("proof.table", "target/proof/table.md"));
    private static final AtomicBoolean FILE_RESET = new AtomicBoolean();

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table. */
    ProofReport(String title, List<String> columns) {
        this.title = title;
        rows.add(columns);
    }

    /** Adds a row with one cell for each column. */
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

    /** Prints a table of alternating names and values. */
    static void values(String title, Object... namesAndValues) {
        ProofReport report = new ProofReport(title, List.of("measured", "value"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            report.row(List.of(namesAndValues[i], namesAndValues[i + 1]));
        }
        report.print();
    }

    /** Prints the table to the output of the build, and appends it to the file. */
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
            if (FILE_RESET.compareAndSet(false, true)) {
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
