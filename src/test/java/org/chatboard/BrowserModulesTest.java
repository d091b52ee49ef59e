package org.chatboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.testing.Folders;
import org.junit.jupiter.api.Test;

/**
 * Checks which modules the page's scripts import. Their folders are layers, like the server's packages. Imports of types, which
 * stand in comments, do not count.
 */
class BrowserModulesTest {
    private static final Path SCRIPTS = Path.of("src", "main", "webapp", "resources", "js");
    private static final Path PAGES = Path.of("src", "main", "webapp");

    /** The folders, the lowest layer first. A module may import from its own folder and from those before it. */
    private static final List<String> FLOORS = List.of(
            "base",
            "connection",
            "store",
            "files",
            "conversation",
            "messages",
            "composer",
            "people",
            "notifications",
            "rooms",
            "pages");

    /** Libraries, and a module that the build makes from rules of the server. They import no module of the page. */
    private static final Pattern MADE_BY_THE_BUILD = Pattern.compile("vendor/.*|people/name-folding\\.js");

    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^(?:import|\\} from|export [^;]*? from)\\b[^\"\\n]*\"(\\.[^\"]+)\"|\\bimport\\(\"(\\.[^\"]+)\"\\)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m-s)^\\s*//.*$");
    private static final Pattern LINKED = Pattern.compile("[\"/ ](pages/[\\w-]+\\.js)(?=[\" ])");

    private final Map<String, Set<String>> imports = importsOfAll();

    @Test
    void areInOneOfTheFolders() {
        assertThat(imports.keySet())
                .filteredOn(module -> !FLOORS.contains(folder(module)))
                .as("only the service worker, whose address may not change, lies in none")
                .containsExactly("service-worker.js");
    }

    @Test
    void importExistingModulesOnly() {
        imports.forEach((module, imported) -> assertThat(imported)
                .as("imported by %s", module)
                .allMatch(each -> Files.isRegularFile(SCRIPTS.resolve(each))));
    }

    @Test
    void importFromTheirOwnOrALowerFolder() {
        imports.forEach((module, imported) -> assertThat(imported)
                .as("imported by %s", module)
                .allMatch(each -> FLOORS.indexOf(folder(each)) <= FLOORS.indexOf(folder(module))));
    }

    @Test
    void haveNoImportCycle() {
        Set<String> done = new HashSet<>();
        imports.keySet().forEach(module -> assertThat(cycleFrom(module, new LinkedHashSet<>(), done))
                .as("imports that lead back to where they begin")
                .isEmpty());
    }

    /**
     * A page's entry module connects other modules. Code that another module imports belongs in a module of its own.
     */
    @Test
    void haveEntriesThatExportNothing() {
        Set<String> entries = imports.keySet().stream()
                .filter(module -> folder(module).equals("pages") && module.endsWith("-page.js"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(entries).isNotEmpty();
        assertThat(entries).noneMatch(entry -> Pattern.compile("(?m)^export ")
                .matcher(Folders.read(SCRIPTS.resolve(entry)))
                .find());
        assertThat(imports.values().stream().flatMap(Set::stream)).doesNotContainAnyElementsOf(entries);
    }

    @Test
    void areAllImportedByAPage() {
        Deque<String> left = new ArrayDeque<>(linkedByPages());
        left.add("service-worker.js");
        Set<String> reached = new TreeSet<>();
        while (!left.isEmpty()) {
            String module = left.pop();
            if (reached.add(module)) {
                left.addAll(imports.get(module));
            }
        }
        assertThat(reached).isEqualTo(imports.keySet());
    }

    private List<String> cycleFrom(String module, Set<String> path, Set<String> done) {
        if (path.contains(module)) {
            return Stream.concat(path.stream().dropWhile(each -> !each.equals(module)), Stream.of(module))
                    .toList();
        }
        if (!done.contains(module)) {
            path.add(module);
            for (String imported : imports.get(module)) {
                List<String> cycle = cycleFrom(imported, path, done);
                if (!cycle.isEmpty()) {
                    return cycle;
                }
            }
            path.remove(module);
            done.add(module);
        }
        return List.of();
    }

    private static String folder(String module) {
        return module.contains("/") ? module.substring(0, module.indexOf('/')) : "";
    }

    private static Set<String> linkedByPages() {
        return Folders.files(PAGES, ".xhtml").stream()
                .flatMap(page -> LINKED.matcher(Folders.read(page)).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@return the modules that each module imports} Leaves out the files of emoji names, one for each language, whose paths the
     * script builds only when it runs.
     */
    private static Map<String, Set<String>> importsOfAll() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (Path file : Folders.files(SCRIPTS, ".js")) {
            String module = SCRIPTS.relativize(file).toString().replace('\\', '/');
            if (!module.startsWith("composer/emoji/")) {
                imports.put(module, importsOf(module, Folders.read(file)));
            }
        }
        return imports;
    }

    private static Set<String> importsOf(String module, String source) {
        return IMPORT.matcher(COMMENT.matcher(source).replaceAll(""))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(path -> Path.of(module)
                        .resolveSibling(path)
                        .normalize()
                        .toString()
                        .replace('\\', '/'))
                .filter(path -> !MADE_BY_THE_BUILD.matcher(path).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
