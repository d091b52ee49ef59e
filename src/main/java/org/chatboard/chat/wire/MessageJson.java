package org.chatboard.chat.wire;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.message.Attachments;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.Quote;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.people.account.Person;
import org.chatboard.platform.support.IsoTime;

/** Writes the JSON of a message, for {@code message}, {@code change} and {@code page} frames and for REST. */
public final class MessageJson {
    private MessageJson() {}

    /**
     * Writes the fields of a message.
     *
     * @param withCid whether the recipient is the sender; only the sender may see the {@code cid}
     */
    static void fields(JsonGenerator json, MessageDto message, boolean withCid) {
        json.write("room", message.roomId()).write("seq", message.seq()).write("id", message.id());
        person(json, "sender", message.sender());
        json.write("message", message.message()).write("sentAt", time(message.sentAt()));
        if (withCid) {
            json.write("cid", message.cid());
        }
        if (!message.isPlain()) {
            optionalFields(json, message);
        }
    }

    private static void optionalFields(JsonGenerator json, MessageDto message) {
        if (message.replyTo() != null) {
            json.write("replyTo", message.replyTo());
        }
        if (message.quote() != null) {
            quote(json, message.quote());
        }
        time(json, "editedAt", message.editedAt());
        time(json, "deletedAt", message.deletedAt());
        if (message.changeSeq() != null) {
            json.write("changeSeq", message.changeSeq());
        }
        event(json, message.event());
        mentions(json, message.mentions());
        files(json, message.attachments());
        if (!message.reactions().isEmpty()) {
            json.writeStartArray("reactions");
            message.reactions().forEach(reaction -> {
                json.writeStartObject().write("emoji", reaction.emoji()).writeStartArray("accounts");
                reaction.accounts().forEach(json::write);
                json.writeEnd().writeEnd();
            });
            json.writeEnd();
        }
    }

    private static void mentions(JsonGenerator json, Mentions mentions) {
        if (!mentions.accounts().isEmpty()) {
            json.writeStartArray("mentions");
            mentions.accounts().forEach(json::write);
            json.writeEnd();
        }
        if (mentions.all()) {
            json.write("mentionsAll", true);
        }
    }

    private static void files(JsonGenerator json, Attachments attachments) {
        if (!attachments.isEmpty()) {
            json.writeStartArray("files");
            attachments.files().forEach(file -> file(json, file));
            json.writeEnd();
        }
    }

    private static void file(JsonGenerator json, FileDto file) {
        json.writeStartObject()
                .write("id", file.id())
                .write("name", file.name())
                .write("size", file.size())
                .write("type", file.type());
        if (file.width() != null) {
            json.write("width", file.width()).write("height", file.height());
        }
        if (file.alt() != null) {
            json.write("alt", file.alt());
        }
        if (file.voiceMs() != null) {
            json.write("voiceMs", file.voiceMs());
        }
        if (file.waveform() != null) {
            json.write("waveform", file.waveform());
        }
        json.writeEnd();
    }

    /** Writes how many files a message has, unless it has none. */
    static void fileCount(JsonGenerator json, int files) {
        if (files > 0) {
            json.write("files", files);
        }
    }

    /** Writes a room event unless it is null. */
    static void event(JsonGenerator json, RoomEvent event) {
        if (event == null) {
            return;
        }
        json.writeStartObject("event").write("kind", event.kind().wireName());
        if (event.subject() != null) {
            person(json, "subject", event.subject());
        }
        if (!event.value().isEmpty()) {
            json.write("value", event.value());
        }
        json.writeEnd();
    }

    private static void quote(JsonGenerator json, Quote quote) {
        json.writeStartObject("quote").write("id", quote.id()).write("seq", quote.seq());
        person(json, "sender", quote.sender());
        json.write("message", quote.message());
        time(json, "deletedAt", quote.deletedAt());
        fileCount(json, quote.files());
        json.writeEnd();
    }

    static void person(JsonGenerator json, String field, Person person) {
        json.writeStartObject(field);
        personFields(json, person);
        json.writeEnd();
    }

    static void personFields(JsonGenerator json, Person person) {
        json.write("id", person.id()).write("username", person.username()).write("displayName", person.displayName());
        if (person.avatar() != null) {
            json.write("avatar", person.avatar());
        }
    }

    /** Writes a time unless it is null. */
    public static void time(JsonGenerator json, String field, Instant instant) {
        if (instant != null) {
            json.write(field, time(instant));
        }
    }

    public static String time(Instant instant) {
        return IsoTime.of(instant);
    }
}
