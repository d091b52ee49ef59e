package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the sources of all pages. */
class PagesTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Pattern STYLES = Pattern.compile("rel=\"stylesheet\" href=\"([^\"]*)\"");

    /** The build bundles all style sheets; single ones are not served. */
    @Test
    void linkTheBundledStyles() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            List<String> linked = files.filter(file -> file.toString().endsWith(".xhtml"))
                    .flatMap(file -> STYLES.matcher(read(file)).results().map((MatchResult found) -> found.group(1)))
                    .toList();
            assertThat(linked).containsExactly("#{webFiles.base}/css/styles.css");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
