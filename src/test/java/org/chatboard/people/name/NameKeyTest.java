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
    void forgetsCapitalsAndAccents() {
        assertThat(NameKey.of("Ångström")).isEqualTo("angstrom");
        assertThat(NameKey.of("ＡＮＮＡ")).isEqualTo("anna");
    }

    @Test
    void takesEveryIOfTurkishForOne() {
        assertThat(List.of("Işıl", "ışıl", "IŞIL", "İŞİL", "isil", "ISIL").stream()
                        .map(NameKey::of))
                .containsOnly("isil");
    }

    @Test
    void fitsItsColumnWhateverTheName() {
        String widest = "\uFDFA".repeat(DisplayNameRules.MAX_CODE_POINTS); // one character that stands for eighteen
        assertThat(NameKey.of(widest)).hasSize(NameKey.MAX_LENGTH);
        assertThat(NameKey.of("\uD83D\uDE00".repeat(64))).hasSize(128);
    }

    @Test
    void ordersByUtf16AsByUtf8() {
        List<String> names = List.of("a", "z", "ß", "李", "가", "\uD83D\uDE00", "ﬀ", "ﾊ", "\uFDFA", "ｚ");
        List<String> keys = names.stream().map(NameKey::of).toList();
        assertThat(keys.stream().sorted().toList())
                .isEqualTo(keys.stream().sorted(NameKeyTest::bytewise).toList());
    }

    @Test
    void ordersALetterWithAStrokeAmongItsNeighbours() {
        assertThat(Stream.of("Zoe", "Łukasz", "Lukas", "Øyvind", "Otto", "Lydia")
                        .sorted(Comparator.comparing(NameKey::of)))
                .containsExactly("Lukas", "Łukasz", "Lydia", "Otto", "Øyvind", "Zoe");
    }

    @Test
    void findsThePlaceAboveAPrefix() {
        assertThat(NameKey.above("an")).contains("ao");
        assertThat(NameKey.above("a\uD7FF")).contains("a\uE000");
        assertThat(NameKey.above("\uD83D\uDE00")).contains("\uD83D\uDE01");
        assertThat(NameKey.above(Character.toString(Character.MAX_CODE_POINT))).isEmpty();
    }

    private static int bytewise(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
