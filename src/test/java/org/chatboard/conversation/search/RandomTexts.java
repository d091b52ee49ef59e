package org.chatboard.conversation.search;

import java.util.List;
import java.util.Random;

/** Short texts of few characters of many kinds, so that parts of one are often found in others. */
final class RandomTexts {
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "c",
            "A",
            "ä",
            "ß",
            "İ",
            "ı",
            "é",
            "e\u0301",
            "+",
            "*",
            "/",
            "\"",
            ".",
            " ",
            " ",
            "\n",
            "1",
            "日",
            "本",
            "語",
            "ガ",
            "カ",
            "ー",
            "ｶﾞ",
            "한",
            "국",
            "\u1112\u1161\u11ab",
            "ส",
            "วั",
            "👍",
            "😀",
            "👍🏽",
            "ﬁ",
            "½",
            "…",
            "\u200d",
            "क",
            "क्ष",
            "ö",
            "ae");

    private RandomTexts() {}

    static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(most); length > 0; length--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
