package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.support.WebVersion;
import org.chatboard.testing.Folders;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.Test;

/** The scripts that pages link, as the build joins them ({@code web-files.xml}). */
class JoinedScriptsTest {
    private static final Path SERVED = Path.of("target", "web-files", WebVersion.VALUE);
    private static final Path JOINED = SERVED.resolve("js").resolve("pages");
    private static final Path MODULES = SERVED.resolve("modules");

    private static final Pattern STATIC_IMPORT =
            Pattern.compile("(?:^|[;}\\s])(?:import|export)\\s*(?:[\\w${*][^;()]*\\bfrom\\s*)?[\"']");
    private static final Pattern LATER_IMPORT = Pattern.compile("\\bimport\\(\"([^\"]+)\"\\)");

    @Test
    void eachEntryHasOneScript() {
        assertThat(names(JOINED, ".js")).containsExactlyElementsOf(entries());
        assertThat(entries()).contains("board-page.js", "load-failure.js");
    }

    @Test
    void scriptsImportNothingWhenTheyLoad() {
        assertThat(STATIC_IMPORT
                        .matcher("var a=1;import{b as c}from\"./d.js\";")
                        .find())
                .isTrue();
        assertThat(entries())
                .noneMatch(entry -> STATIC_IMPORT.matcher(joined(entry)).find());
    }

    @Test
    void filesImportedLaterAreServed() {
        List<Path> later = LATER_IMPORT
                .matcher(joined("board-page.js"))
                .results()
                .map(found -> JOINED.resolve(found.group(1)).normalize())
                .toList();
        assertThat(later)
                .as("at least the emoji of each language, and several views")
                .hasSizeGreaterThan(Language.values().length + 1)
                .allMatch(Files::isRegularFile);
    }

    @Test
    void sourceMapsNameServedModules() {
        for (String entry : entries()) {
            assertThat(joined(entry)).endsWith("//# sourceMappingURL=" + entry + ".map\n");
            List<Path> sources =
                    Json.parse(Folders.read(JOINED.resolve(entry + ".map"))).getJsonArray("sources").stream()
                            .map(source -> JOINED.resolve(((JsonString) source).getString()))
                            .map(Path::normalize)
                            .toList();
            assertThat(sources)
                    .as(entry)
                    .contains(MODULES.resolve("pages").resolve(entry))
                    .allMatch(Files::isRegularFile);
        }
    }

    private static List<String> entries() {
        return names(MODULES.resolve("pages"), ".js").stream()
                .filter(name -> name.endsWith("-page.js") || name.equals("load-failure.js"))
                .toList();
    }

    private static String joined(String entry) {
        return Folders.read(JOINED.resolve(entry));
    }

    private static List<String> names(Path folder, String ending) {
        return Folders.files(folder, ending).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
