package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code docs/protocol.md}. */
public final class ProtocolDocument {
    private static final Path PLACE = Path.of("docs", "protocol.md");
    private static final Pattern FIELD = Pattern.compile("`(\\w+)`(\\??) (.+)");

    private final List<String> lines;

    private final Map<String, List<Field>> objects = new LinkedHashMap<>();

    private ProtocolDocument(List<String> lines) {
        this.lines = lines;
        table("### Objects", "object").forEach(row -> objects.put(row.get(0), fields(row.get(1))));
    }

    /** Reads the document of this checkout. */
    public static ProtocolDocument read() {
        try {
            return new ProtocolDocument(Files.readAllLines(PLACE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A field of a frame or an object.
     *
     * @param optional whether it may be absent
     * @param kind {@code number}, {@code text}, {@code time}, {@code flag}, the name of an object, or {@code list of} one of these;
     *     with {@code or null} behind it where it may be null
     */
    public record Field(String name, boolean optional, String kind) {}

    /** {@return the rows of the table under a heading whose header row starts with a given cell; each row is the list of its cells} */
    public List<List<String>> table(String heading, String firstCell) {
        int start = lines.indexOf(heading);
        if (start < 0) {
            throw new IllegalStateException("docs/protocol.md has no heading " + heading);
        }
        List<List<String>> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines.subList(start + 1, lines.size())) {
            if (line.startsWith("#")) {
                break;
            }
            if (inTable && !line.startsWith("|")) {
                break;
            }
            if (inTable && !line.startsWith("|---")) {
                rows.add(cells(line));
            }
            inTable |= line.startsWith("| " + firstCell + " |");
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("docs/protocol.md has no table of " + firstCell + " under " + heading);
        }
        return rows;
    }

    /**
     * {@return the fields of each type or object of a table; the key is its name} A cell {@code all of X} stands for the fields of the object
     * X. Further fields may follow it.
     */
    public Map<String, List<Field>> shapes(String heading, String firstCell) {
        Map<String, List<Field>> shapes = new LinkedHashMap<>();
        for (List<String> row : table(heading, firstCell)) {
            String fields = row.get(1);
            String name = row.get(0).replace("`", "");
            shapes.put(
                    name, fields.startsWith("all of ") ? whole(fields.substring("all of ".length())) : fields(fields));
        }
        return shapes;
    }

    private List<Field> whole(String cell) {
        String[] parts = cell.split(", ", 2);
        List<Field> object = objects.get(parts[0]);
        return parts.length == 1
                ? object
                : Stream.concat(object.stream(), fields(parts[1]).stream()).toList();
    }

    /** {@return the fields of each nested object, by name} */
    public Map<String, List<Field>> objects() {
        return objects;
    }

    private static List<Field> fields(String cell) {
        return Arrays.stream(cell.split(", (?=`)"))
                .map(FIELD::matcher)
                .peek(matcher -> {
                    if (!matcher.matches()) {
                        throw new IllegalStateException("docs/protocol.md: not a field: " + cell);
                    }
                })
                .map(ProtocolDocument::field)
                .toList();
    }

    private static Field field(Matcher matcher) {
        return new Field(matcher.group(1), !matcher.group(2).isEmpty(), matcher.group(3));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
