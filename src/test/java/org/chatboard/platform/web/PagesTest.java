package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chatboard.testing.Folders;
import org.junit.jupiter.api.Test;

/** Rules for the sources of all pages. */
class PagesTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Pattern STYLES = Pattern.compile("rel=\"stylesheet\" href=\"([^\"]*)\"");

    /** The build joins the style sheets into two files, and the server sends no other. */
    @Test
    void linkTheBundledStyles() {
        List<String> linked = Folders.files(PAGES, ".xhtml").stream()
                .flatMap(
                        file -> STYLES.matcher(Folders.read(file)).results().map((MatchResult found) -> found.group(1)))
                .toList();
        assertThat(linked)
                .containsExactlyInAnyOrder("#{webFiles.base}/css/styles.css", "#{webFiles.base}/css/views.css");
    }
}
