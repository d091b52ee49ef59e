package org.chatboard.conversation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.stream.Stream;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.people.name.Initials;
import org.chatboard.testing.Corpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks how the server treats each text of {@link Corpus}. {@code MarkdownE2E} checks the page with the same texts.
 */
class CorpusTest {
    private static final int MAX_CODE_POINTS = 4_000;

    static Stream<JsonObject> messages() {
        return Corpus.with("typed").stream();
    }

    static Stream<JsonObject> cuts() {
        return Corpus.with("cut").stream();
    }

    static Stream<JsonObject> names() {
        return Corpus.with("name").stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void storesVisibleTextUnchanged(JsonObject entry) {
        String typed = Corpus.text(entry, "typed");
        if (entry.getBoolean("empty", false)) {
            assertThatThrownBy(() -> MessageText.checked(typed, MAX_CODE_POINTS))
                    .isInstanceOfSatisfying(MessageRejectedException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.EMPTY_MESSAGE));
        } else {
            assertThat(MessageText.checked(typed, MAX_CODE_POINTS)).isEqualTo(typed.strip());
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void cutsBetweenGraphemes(JsonObject entry) {
        assertThat(MessageText.excerpt(Corpus.text(entry, "typed"))).isEqualTo(Corpus.text(entry, "cut"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void makesInitialsOfWholeGraphemes(JsonObject entry) {
        assertThat(new Initials().of(entry.getString("name"), Locale.ENGLISH)).isEqualTo(entry.getString("initials"));
    }
}
