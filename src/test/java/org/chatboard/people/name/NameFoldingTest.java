package org.chatboard.people.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameFoldingTest {
    private static final Pattern VARIANT = Pattern.compile("LATIN SMALL LETTER (?:DOTLESS )?([A-Z])(?: WITH .*)?");

    @Test
    void foldsEveryLatinVariantToItsBaseLetter() {
        IntStream latin =
                IntStream.range(0x80, 0x2B0); // Latin-1 to the IPA extensions, and the extended blocks that names use
        IntStream extended = IntStream.concat(IntStream.range(0x1E00, 0x1F00), IntStream.range(0x2C60, 0x2C80));
        IntStream.concat(latin, extended).forEach(letter -> {
            Matcher variant = VARIANT.matcher(Character.getName(letter));
            if (variant.matches()) {
                String folded = NameFolding.fold(Character.toString(letter));
                assertThat(NameFolding.SEPARATORS.matcher(folded).replaceAll("")) // a middle dot is punctuation
                        .as(Character.getName(letter))
                        .isEqualTo(variant.group(1).toLowerCase(Locale.ROOT));
            }
        });
    }

    @Test
    void foldsUpperAndLowerCaseAlike() {
        IntStream.range(0, 0x20000)
                .filter(letter -> Character.isLetter(letter) && Character.toLowerCase(letter) != letter)
                .forEach(letter -> assertThat(NameFolding.fold(Character.toString(letter)))
                        .as(Character.getName(letter))
                        .isEqualTo(NameFolding.fold(Character.toString(letter).toLowerCase(Locale.ROOT))));
    }

    @Test
    void foldsComposedAndDecomposedLettersAlike() {
        IntStream.range(0, 0x20000)
                .filter(Character::isLetter)
                .mapToObj(Character::toString)
                .forEach(letter -> assertThat(NameFolding.fold(Normalizer.normalize(letter, Normalizer.Form.NFD)))
                        .isEqualTo(NameFolding.fold(letter)));
    }
}
