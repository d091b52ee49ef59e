package org.chatboard.people.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameKeyTest {
    @Test
    void ignoresCapitalsAndAccents() {
        assertThat(NameKey.of("Ångström")).isEqualTo("angstrom");
        assertThat(NameKey.of("ＡＮＮＡ")).isEqualTo("anna");
    }

    @Test
    void foldsEveryTurkishIAlike() {
        assertThat(List.of("Işıl", "ışıl", "IŞIL", "İŞİL", "isil", "ISIL").stream()
                        .map(NameKey::of))
                .containsOnly("isil");
    }

    @Test
    void truncatesToTheColumnWidth() {
        String widest = "\uFDFA".repeat(DisplayNameRules.MAX_CODE_POINTS); // NFKD expands this character to eighteen
        assertThat(NameKey.of(widest)).hasSize(NameKey.MAX_LENGTH);
        assertThat(NameKey.of("\uD83D\uDE00".repeat(64))).hasSize(128);
    }

    @Test
    void sortsAlikeByUtf16AndByUtf8() {
        List<String> names = List.of("a", "z", "ß", "李", "가", "\uD83D\uDE00", "ﬀ", "ﾊ", "\uFDFA", "ｚ");
        List<String> keys = names.stream().map(NameKey::of).toList();
        assertThat(keys.stream().sorted().toList())
                .isEqualTo(keys.stream().sorted(NameKeyTest::bytewise).toList());
    }

    @Test
    void sortsALetterWithAStrokeLikeItsBaseLetter() {
        assertThat(Stream.of("Zoe", "Łukasz", "Lukas", "Øyvind", "Otto", "Lydia")
                        .sorted(Comparator.comparing(NameKey::of)))
                .containsExactly("Lukas", "Łukasz", "Lydia", "Otto", "Øyvind", "Zoe");
    }

    @Test
    void computesTheUpperBoundOfAPrefix() {
        assertThat(NameKey.upperBound("an")).contains("ao");
        assertThat(NameKey.upperBound("a\uD7FF")).contains("a\uE000");
        assertThat(NameKey.upperBound("\uD83D\uDE00")).contains("\uD83D\uDE01");
        assertThat(NameKey.upperBound(Character.toString(Character.MAX_CODE_POINT)))
                .isEmpty();
    }

    private static int bytewise(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
