package org.chatboard.conversation.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameRulesTest {
    @Test
    void cleansNames() {
        Map.of(
                        "plan.txt", "plan.txt",
                        "  plan.txt ", "plan.txt",
                        "../../x", "x",
                        "..\\..\\x", "x",
                        "/etc/passwd", "passwd",
                        "a\u0000b\u0007\u009fc\r\n.txt", "abc.txt",
                        "photo\u202egpj.exe", "photogpj.exe",
                        "a\u2066b\u2069\u200e\ufeff.txt", "ab.txt",
                        "\u0645\u06cc\u200c\u062e.txt", "\u0645\u06cc\u200c\u062e.txt",
                        "<b>.html", "<b>.html")
                .forEach((name, cleaned) ->
                        assertThat(FileNameRules.clean(name)).as(cleaned).contains(cleaned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/", "../..", "\u202e", "\u200d", "\ud800"})
    void rejectsNamesWithNothingToShow(String name) {
        assertThat(FileNameRules.clean(name)).isEmpty();
    }

    @Test
    void aNameMayHave255Characters() {
        assertThat(FileNameRules.clean("a".repeat(255))).isPresent();
        assertThat(FileNameRules.clean("a".repeat(256))).isEmpty();
    }
}
