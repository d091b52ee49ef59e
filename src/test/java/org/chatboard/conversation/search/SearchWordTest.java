package org.chatboard.conversation.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words are found in which texts, and where. */
class SearchWordTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "sag | Nachrichten und Message",
                "MESSAGE | a message",
                "istanbul | İstanbul",
                "İSTANBUL | istanbul",
                "ıstanbul | ISTANBUL",
                "diyarbakir | Diyarbakır",
                "strasse | Straße",
                "straße | STRASSE",
                "cafe | Café",
                "café | cafe",
                "müller | Muller",
                "muller | Müller",
                "mueller | Müller",
                "MUELLER | Grüße an MÜLLER",
                "naïve | nai\u0308ve",
                "smørrebrød | smorrebrod",
                "łódź | Lodz",
                "ς | ο ς ω",
                "οδος | ΟΔΟΣ",
                "C++ | C++ and Java",
                "c++ | in C++20",
                "AND | this and that",
                "\" | he said \" and left",
                "* | 2 * 3",
                "/ | and/or",
                "// | 1 // comment",
                "c | C++",
                "go | let us go, now",
                "例え | これは例えばの話",
                "検索 | 全文検索",
                "ガイ | ユーザーガイド",
                "カイ | カイド",
                "ー | a ー b",
                "서울 | 대한민국서울특별시",
                "서울 | \u1109\u1165\u110B\u116E\u11AF",
                "สวั | สวัสดีครับ",
                "👍 | 👍👍👍👍",
                "👍 | ok 👍🏽",
                "100% | it is 100%.",
                "a_b | snake_a_b_c",
                "que brown | The quick brown fox is unique",
                "fox fox | fox"
            })
    void finds(String query, String text) {
        assertThat(isFound(query, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "mesage | message",
                "go | gopher",
                "c | abc",
                "* | ** bold **",
                "// | http://example.org",
                "c++ | c+",
                "カイ | ガイド",
                "索検 | 検索",
                "ab cd | ab",
                "ckb | quick brown",
                "muller | Mueller",
            })
    void findsNot(String query, String text) {
        assertThat(isFound(query, text)).isFalse();
    }

    /** {@return whether the message has the words} The index must propose it then: {@link MessageIndexTest} compares the two. */
    private static boolean isFound(String query, String text) {
        List<SearchWord> words = SearchWord.of(query);
        assertThat(words).isNotEmpty();
        return new SearchedMessage(text, List.of()).hasAll(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n\u00a0\u3000", "\u200b\u200e", "\u0301"})
    void takesWhatCannotBeSeenForNoWord(String query) {
        assertThat(SearchWord.of(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "brown | The brown fox | 4+5",
                "o | o to o | 0+1 5+1",
                "strasse | 😀 Straße 5 | 3+6",
                "cafe | un cafe\u0301! | 3+5",
                "abc bcd | xabcdx | 1+4",
                "mueller | Frau Müller | 5+6",
                "한국 | 대한국민 | 1+2",
                "x | y | ''"
            })
    void marksWhereTheWordsAreInUtf16Units(String query, String text, String expected) {
        String marks = String.join(
                " ",
                new SearchedMessage(text, List.of())
                        .marks(SearchWord.of(query)).stream()
                                .map(mark -> mark.start() + "+" + mark.length())
                                .toList());
        assertThat(marks).isEqualTo(expected.replace("'", ""));
    }

    @Test
    void marksAtMostAHundredParts() {
        for (int parts : List.of(99, 100, 101)) {
            assertThat(new SearchedMessage("a ".repeat(parts), List.of()).marks(SearchWord.of("a")))
                    .hasSize(Math.min(parts, 100));
        }
    }

    @Test
    void findsTheNameOfAFileAndMarksNothing() {
        SearchedMessage message = new SearchedMessage("see", List.of("Q3-Überblick.pdf"));
        assertThat(message.hasAll(SearchWord.of("see berblick .pdf"))).isTrue();
        assertThat(message.marks(SearchWord.of("berblick"))).isEmpty();
    }

    @Test
    void foldsEachCharacterOnItsOwnAndLosesNoPlace() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = RandomTexts.text(random, 20);
            SearchText folded = SearchText.of(text);
            for (int at = 0; at < folded.length(); at++) {
                assertThat(folded.startOf(at)).isLessThan(folded.endOf(at));
                assertThat(folded.endOf(at)).isLessThanOrEqualTo(text.length());
                assertThat(at == 0 || folded.startOf(at) >= folded.startOf(at - 1))
                        .isTrue();
            }
        }
    }
}
