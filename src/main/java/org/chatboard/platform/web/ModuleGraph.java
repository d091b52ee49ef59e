package org.chatboard.platform.web;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Finds the ES modules that a module imports, directly and indirectly. Dynamic imports by {@code import()} are not followed. */
final class ModuleGraph {
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^(?:import|export)\\b[^\"';]*?\\bfrom\\s*[\"'](\\.[^\"']+)[\"']|^import\\s*[\"'](\\.[^\"']+)[\"']");

    private ModuleGraph() {}

    /**
     * Follows the imports.
     *
     * @param entry path of a module
     * @param source returns the text of a module by its path
     * @return the entry, then the imported modules in the order of discovery, each once
     */
    static List<String> modulesOf(String entry, UnaryOperator<String> source) {
        Set<String> found = new LinkedHashSet<>(List.of(entry));
        Deque<String> left = new ArrayDeque<>(found);
        while (!left.isEmpty()) {
            String module = left.pop();
            IMPORT.matcher(source.apply(module)).results().forEach(match -> {
                String path = match.group(1) == null ? match.group(2) : match.group(1);
                String imported = Path.of(module)
                        .resolveSibling(path)
                        .normalize()
                        .toString()
                        .replace('\\', '/');
                if (found.add(imported)) {
                    left.add(imported);
                }
            });
        }
        return List.copyOf(found);
    }
}
