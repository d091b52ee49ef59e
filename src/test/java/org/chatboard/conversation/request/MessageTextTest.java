package org.chatboard.conversation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    private static final String EMOJI = "\uD83D\uDE00";

    @Test
    void stripsWhiteSpaceAtBothEndsOnly() {
        assertThat(MessageText.checked("\u2003 a \n\n b\t\n", 100)).isEqualTo("a \n\n b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", EMOJI, "\u0301"})
    void countsCodePointsAfterStripping(String character) {
        assertThat(MessageText.checked("  " + character.repeat(10) + "  ", 10)).isEqualTo(character.repeat(10));
        assertRejected(character.repeat(11), Reason.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r\n", "\u2003\u3000"})
    void rejectsTextWithoutVisibleCharacters(String text) {
        assertRejected(text, Reason.EMPTY_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud83d", "a\udc00", "\udc00\ud83d"})
    void rejectsCharactersThatCannotBeStored(String text) {
        assertRejected(text, Reason.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\u0001", "\u202Eright to left", "\uFEFFa", "\uFFFF", "<script>", "' OR 1=1 --", "\\u0000"})
    void acceptsEverythingElseUnchanged(String text) {
        assertThat(MessageText.checked(text, 100)).isEqualTo(text);
    }

    private static void assertRejected(String text, Reason reason) {
        assertThatThrownBy(() -> MessageText.checked(text, 10))
                .isInstanceOfSatisfying(MessageRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }
}
