package org.chatboard.conversation.mention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the cases of {@code mentions.jsonl}, which {@code mentions.test.js} runs on the Markdown of the page. */
class MentionRulesTest {
    private static final Path CASES =
            Path.of("src", "test", "resources", "org", "chatboard", "modules", "mentions.jsonl");

    private static Stream<JsonObject> cases() throws IOException {
        return Files.readAllLines(CASES).stream().map(Json::parse);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheMentionsOfEachCase(JsonObject expected) {
        WrittenMentions found = MentionRules.find(expected.getString("text"));
        List<String> names = expected.getJsonArray("names").getValuesAs(JsonString::getString);
        assertThat(found.names().stream()
                        .map(each -> each.get(each.size() - 1))
                        .filter(name -> !name.matches(".*[._-]"))
                        .distinct())
                .containsExactlyElementsOf(names);
        assertThat(found.all()).isEqualTo(expected.getBoolean("all", false));
    }

    @Test
    void offersTheLongestNameFirst() {
        assertThat(MentionRules.find("@anna-.").names()).containsExactly(List.of("anna-.", "anna-", "anna"));
    }

    @Test
    void offersAtMostFiveNamesForAMention() {
        assertThat(MentionRules.find("@anna...").names())
                .containsExactly(List.of("anna...", "anna..", "anna.", "anna"));
        assertThat(MentionRules.find("@anna....").names())
                .containsExactly(List.of("anna....", "anna...", "anna..", "anna.", "anna"));
        assertThat(MentionRules.find("@anna.....").names())
                .containsExactly(List.of("anna.....", "anna....", "anna...", "anna..", "anna."));
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 200, 201})
    void findsAtMostTwoHundredNames(int written) {
        String text = IntStream.range(0, written).mapToObj(n -> "@name" + n).collect(Collectors.joining(" "));
        assertThat(MentionRules.find(text).names()).hasSize(Math.min(written, 200));
        assertThat(MentionRules.find(text + " @all").all()).isTrue();
    }

    @Test
    void findsNoNameThatIsTooLong() {
        String longest = "a".repeat(32);
        assertThat(MentionRules.find("@" + longest).names()).containsExactly(List.of(longest));
        assertThat(MentionRules.find("@" + longest + ".").names()).containsExactly(List.of(longest));
        assertThat(MentionRules.find("@" + longest + "a").names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`",
                "` ",
                "```\n",
                "a```\n",
                "a ````\n",
                "[",
                "]",
                "[](",
                "[](https://",
                "https://",
                "@",
                "@.",
                "> ",
                "- ",
                "1. ",
                "-",
                " ",
                "(",
                "@a..",
                "https://(",
                "`` ` ",
                "\\["
            })
    void takesLittleTimeForAnyText(String part) {
        String text = "@anna " + part.repeat(8_000 / part.length());
        MentionRules.find(text);
        assertTimeout(Duration.ofMillis(500), () -> MentionRules.find(text));
    }
}
