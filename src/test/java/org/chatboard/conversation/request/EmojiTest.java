package org.chatboard.conversation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    private static final int COLUMN_WIDTH = 32;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC4D", // thumbs up
                "\uD83D\uDC4D\uD83C\uDFFD", // thumbs up with a skin tone
                "\u2764\uFE0F", // red heart
                "1\uFE0F\u20E3", // keycap
                "\uD83C\uDDE9\uD83C\uDDEA", // flag of two letters
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", // family
            })
    void acceptsFullyQualifiedEmoji(String emoji) {
        assertThat(Emoji.checked(emoji)).isEqualTo(emoji);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1",
                "#",
                ":+1:",
                "<b>",
                "\u2764", // red heart, shown as text
                "\uD83C\uDFFD", // a skin tone alone
                "\uD83C\uDDE9", // half a flag
                "\uD83D", // half a character
                "\uD83D\uDC4D\uD83D\uDC4D", // two of them
                " \uD83D\uDC4D",
                "\uD83D\uDC4D\u200D",
            })
    void rejectsEverythingElse(String text) {
        assertThatThrownBy(() -> Emoji.checked(text))
                .isInstanceOfSatisfying(MessageRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.BAD_REQUEST));
    }

    @Test
    void fitsItsColumn() {
        assertThat(Emoji.all()).hasSizeGreaterThan(3_900).allMatch(emoji -> emoji.length() <= COLUMN_WIDTH);
    }
}
