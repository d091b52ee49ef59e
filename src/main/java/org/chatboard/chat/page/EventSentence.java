package org.chatboard.chat.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.people.account.Person;
import org.chatboard.platform.i18n.Translations;

/** Writes a room event as a sentence, with "you" for the reader. {@code room-event.js} implements the same rules. */
final class EventSentence {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private EventSentence() {}

    /**
     * {@return the sentence, such as {@code Ben added Cleo}, in the current thread's language}
     *
     * @param sender who made the change
     * @param reader account id of the reader
     */
    static String of(RoomEvent event, Person sender, long reader) {
        Person subject = event.subject();
        String you = sender.id() == reader ? ".byYou" : subject != null && subject.id() == reader ? ".you" : "";
        Map<String, String> values = Map.of(
                "actor", sender.displayName(),
                "subject", subject == null ? "" : subject.displayName(),
                "value", event.value());
        return PLACE.matcher(Translations.in(Translations.current(), "script.event." + change(event, sender) + you))
                .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    /** {@return the kind of an event; a role by its value, and a removed topic by a name of its own} */
    private static String change(RoomEvent event, Person sender) {
        return switch (event.kind()) {
            case ROLE ->
                event.value().equals("OWNER") ? "owner" : event.subject().id() == sender.id() ? "resigned" : "member";
            case TOPIC -> event.value().isEmpty() ? "topicRemoved" : "topic";
            case PICTURE -> event.value().isEmpty() ? "pictureRemoved" : "picture";
            default -> event.kind().wireName();
        };
    }
}
