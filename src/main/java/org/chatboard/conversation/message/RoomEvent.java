package org.chatboard.conversation.message;

import java.util.Locale;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.people.account.Person;

/**
 * A change of a room or of its members, as a line among the messages. The sender of the line made the change.
 *
 * @param kind the kind of the change
 * @param subject the account to which it happened, or null. Its names are null until {@link MessageStateQuery} has read them
 * @param value the new name, topic or role, or the version of the new picture; empty for other kinds, and for a topic or picture
 *     that was removed
 */
public record RoomEvent(Kind kind, Person subject, String value) {
    /** The kind of a change of a room. */
    public enum Kind {
        CREATED,
        JOINED,
        LEFT,
        ADDED,
        REMOVED,
        ROLE,
        RENAMED,
        TOPIC,
        PICTURE,
        ARCHIVED,
        RESTORED;

        /** {@return the value in frames, such as {@code created}} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the event of a stored line, null if the line is a message} */
    public static RoomEvent ofRow(String kind, Long subject, String value) {
        return kind == null
                ? null
                : new RoomEvent(Kind.valueOf(kind), subject == null ? null : new Person(subject, null, null), value);
    }

    /** {@return the event of a change} */
    static RoomEvent of(RoomChange.Operation operation) {
        return new RoomEvent(kind(operation), operation.subject(), value(operation));
    }

    private static Kind kind(RoomChange.Operation operation) {
        if (operation instanceof RoomChange.Join || operation instanceof RoomChange.JoinInvited) {
            return Kind.JOINED;
        } else if (operation instanceof RoomChange.Leave) {
            return Kind.LEFT;
        } else if (operation instanceof RoomChange.Add) {
            return Kind.ADDED;
        } else if (operation instanceof RoomChange.Remove) {
            return Kind.REMOVED;
        } else if (operation instanceof RoomChange.SetRole) {
            return Kind.ROLE;
        } else if (operation instanceof RoomChange.Rename) {
            return Kind.RENAMED;
        } else if (operation instanceof RoomChange.SetTopic) {
            return Kind.TOPIC;
        } else if (operation instanceof RoomChange.SetPicture) {
            return Kind.PICTURE;
        } else if (operation instanceof RoomChange.Archive archive) {
            return archive.on() ? Kind.ARCHIVED : Kind.RESTORED;
        }
        return Kind.CREATED;
    }

    private static String value(RoomChange.Operation operation) {
        if (operation instanceof RoomChange.SetRole change) {
            return change.role().name();
        } else if (operation instanceof RoomChange.Rename change) {
            return change.name();
        } else if (operation instanceof RoomChange.SetTopic change) {
            return change.topic();
        } else if (operation instanceof RoomChange.SetPicture change) {
            return change.version();
        }
        return "";
    }

    /** {@return the event with the names of its subject} */
    public RoomEvent with(Person named) {
        return new RoomEvent(kind, named, value);
    }
}
