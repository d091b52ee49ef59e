package org.chatboard.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.conversation.message.RoomEvent.Kind;
import org.chatboard.people.account.Person;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test of {@code room-event.js} has all sentences. */
class EventSentenceTest {
    private static final Person ANNA = new Person(1, "anna", "Anna");
    private static final Person BEN = new Person(2, "ben", "Ben");

    @AfterEach
    void resetTheLanguage() {
        Translations.use(null);
    }

    @Test
    void addressesTheReader() {
        RoomEvent added = new RoomEvent(Kind.ADDED, ANNA, "");
        assertThat(EventSentence.of(added, BEN, 3)).isEqualTo("Ben added Anna");
        assertThat(EventSentence.of(added, BEN, ANNA.id())).isEqualTo("Ben added you");
        assertThat(EventSentence.of(added, BEN, BEN.id())).isEqualTo("You added Anna");
    }

    @Test
    void tellsRolesAndTopicsByTheirValue() {
        assertThat(EventSentence.of(new RoomEvent(Kind.ROLE, ANNA, "OWNER"), BEN, 3))
                .isEqualTo("Ben made Anna an owner");
        assertThat(EventSentence.of(new RoomEvent(Kind.ROLE, BEN, "MEMBER"), BEN, 3))
                .isEqualTo("Ben is no longer an owner");
        assertThat(EventSentence.of(new RoomEvent(Kind.TOPIC, null, "{actor} $1"), BEN, 3))
                .isEqualTo("Ben changed the topic to “{actor} $1”");
        assertThat(EventSentence.of(new RoomEvent(Kind.TOPIC, null, ""), BEN, 3))
                .isEqualTo("Ben removed the topic");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasASentenceForEachKind(Language language) {
        Translations.use(language);
        for (Kind kind : Kind.values()) {
            for (Person reader : new Person[] {ANNA, BEN}) {
                assertThat(EventSentence.of(new RoomEvent(kind, new Person(4, "cleo", "Cleo"), "x"), BEN, reader.id()))
                        .as("%s in %s", kind, language)
                        .isNotBlank()
                        .doesNotContain("{");
            }
        }
    }
}
