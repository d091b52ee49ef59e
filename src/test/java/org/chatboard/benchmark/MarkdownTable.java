package org.chatboard.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown table whose first column is left-aligned and whose others are right-aligned. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    /** @param head headers of the columns */
    MarkdownTable(String... head) {
        columns = head.length;
        lines.add(line(Stream.of(head)));
        lines.add("|---" + "|--:".repeat(columns - 1) + "|");
    }

    /** Adds a row. Floating-point numbers get one decimal, integers none. */
    void add(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        lines.add(line(Stream.of(cells).map(MarkdownTable::text)));
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, "%,.1f", number);
        }
        return cell instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : cell.toString();
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** {@return the table, with a line break after each row} */
    String markdown() {
        return String.join("\n", lines) + "\n";
    }
}
