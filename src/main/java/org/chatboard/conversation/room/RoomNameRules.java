package org.chatboard.conversation.room;

import java.util.Optional;
import org.chatboard.people.name.NameCharacters;
import org.chatboard.platform.i18n.Translations;

/**
 * Validates the names and topics of rooms. A name has 1 to {@value #MAX_NAME} code points, at least one of them visible; a topic may be empty
 * and has at most {@value #MAX_TOPIC}. Neither has control characters or characters that change the writing direction.
 */
public final class RoomNameRules {
    static final int MAX_NAME = 64;
    static final int MAX_TOPIC = 250;

    private RoomNameRules() {}

    /** {@return the translated error of a name without white space at its ends; empty if the name is valid} */
    public static Optional<String> nameError(String name) {
        return NameCharacters.hasVisible(name)
                ? error("name", name, MAX_NAME)
                : Optional.of(Translations.text("room.name.empty"));
    }

    /** {@return the translated error of a topic without white space at its ends; empty if the topic is valid} */
    public static Optional<String> topicError(String topic) {
        return error("topic", topic, MAX_TOPIC);
    }

    private static Optional<String> error(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            return Optional.of(Translations.text("room." + field + ".tooLong", max));
        }
        return NameCharacters.hasForbidden(text)
                ? Optional.of(Translations.text("room." + field + ".characters"))
                : Optional.empty();
    }
}
