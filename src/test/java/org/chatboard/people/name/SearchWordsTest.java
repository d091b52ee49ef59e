package org.chatboard.people.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchWordsTest {
    static Stream<NameCorpus.Named> people() {
        return NameCorpus.all();
    }

    @ParameterizedTest
    @MethodSource("people")
    void matchesAPersonByThePrefixOfEachWord(NameCorpus.Named person) {
        Set<String> words = SearchWords.of(person.name(), person.username());
        assertThat(person.found())
                .allSatisfy(query -> assertThat(isFound(words, query)).isTrue());
        assertThat(person.notFound())
                .allSatisfy(query -> assertThat(isFound(words, query)).isFalse());
    }

    @Test
    void boundsNumberAndLengthOfTheWords() {
        for (String name : List.of("a ".repeat(32), "\uFDFA".repeat(64), "ä".repeat(64), "\uD83D\uDE00".repeat(64))) {
            assertThat(SearchWords.of(name, "a-".repeat(16)))
                    .hasSizeLessThanOrEqualTo(96)
                    .allSatisfy(word -> assertThat(word).hasSizeBetween(1, SearchWords.MAX_LENGTH));
        }
    }

    @Test
    void putsTheLongestQueryWordFirst() {
        assertThat(SearchWords.ofQuery(" Al  Bertson, al ")).containsExactly("bertson", "al");
        assertThat(SearchWords.ofQuery("a b c d e f g h")).hasSize(6);
        assertThat(SearchWords.ofQuery(" - ")).isEmpty();
    }

    private static boolean isFound(Set<String> words, String query) {
        List<String> wanted = SearchWords.ofQuery(query);
        return !wanted.isEmpty()
                && wanted.stream().allMatch(word -> words.stream().anyMatch(each -> each.startsWith(word)));
    }
}
