package org.chatboard.benchmark;

import java.util.Locale;

/** What a search looks for among {@link SearchTexts}. */
enum SearchKind {
    WORD,
    INSIDE_A_WORD,
    CHINESE,
    RARE,
    VERY_COMMON,
    ABSENT,

    /** A word that every second message has, but none that the account may see. */
    COMMON_ELSEWHERE;

    private static final int FREQUENT = 60; // ranks of words that thousands of texts have
    private static final int WORDS = 300;
    private static final int CHINESE_TEXTS = 99; // which are among the first thousand

    /** {@return the text of a search of this kind} */
    String query(int number) {
        int rank = FREQUENT + number % WORDS;
        return switch (this) {
            case WORD -> SearchTexts.word(rank);
            case INSIDE_A_WORD -> {
                String word = SearchTexts.word(rank);
                yield word.substring(1, Math.min(word.length(), 5));
            }
            case CHINESE -> SearchTexts.pair(10L + 10 * (number % CHINESE_TEXTS));
            case RARE -> SearchTexts.RARE;
            case VERY_COMMON, COMMON_ELSEWHERE -> SearchTexts.COMMON;
            case ABSENT -> SearchTexts.word(rank) + SearchTexts.word(rank + 1) + SearchTexts.word(rank + 2);
        };
    }

    /** {@return whether such a search finds something} */
    boolean hasHits() {
        return this != ABSENT && this != COMMON_ELSEWHERE;
    }

    /** {@return the name for people} */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
