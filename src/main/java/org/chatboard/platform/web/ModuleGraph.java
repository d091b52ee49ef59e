package org.chatboard.platform.web;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Which ES modules a module imports, itself and through others. What is imported by {@code import()} comes later, if at all. */
final class ModuleGraph {
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^(?:import|export)\\b[^\"';]*?\\bfrom\\s*[\"'](\\.[^\"']+)[\"']|^import\\s*[\"'](\\.[^\"']+)[\"']");

    private ModuleGraph() {}

    /**
     * Follows the imports.
     *
     * @param entry path of a module
     * @param source gives the text of a module by its path
     * @return the entry first, then the others in the order in which they are found, each once
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
