package org.chatboard.chat.wire;

import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.presence.Presence;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.people.account.Person;
import org.chatboard.people.preference.Preferences;
import org.chatboard.platform.support.JsonText;

/** Writes the server's frames as JSON text; {@code docs/protocol.md} describes each. */
public final class ServerFrame {
    private ServerFrame() {}

    /** The fields of {@code welcome} besides the rooms. */
    public record Greeting(
            Person account, Preferences preferences, Instant now, long heartbeatMs, Map<String, Long> limits) {}

    /** @param missed what rings of the rooms */
    public static String welcome(
            Greeting greeting, List<RoomOverview> rooms, List<NotificationPolicy.Missed> missed, boolean more) {
        return frame("welcome", json -> {
            json.write("version", 1);
            MessageJson.person(json, "account", greeting.account());
            preferences(json, greeting.preferences());
            json.write("now", MessageJson.time(greeting.now())).write("heartbeatMs", greeting.heartbeatMs());
            json.writeStartObject("limits");
            greeting.limits().forEach(json::write);
            json.writeEnd();
            RoomJson.list(json, rooms);
            json.writeStartArray("missed");
            missed.forEach(each -> json.writeStartObject()
                    .write("room", each.room())
                    .write("count", each.count())
                    .write("reason", each.reason().wireName())
                    .writeEnd());
            json.writeEnd();
            if (more) {
                json.write("more", true);
            }
        });
    }

    public static String room(RoomOverview room) {
        return frame("room", json -> RoomJson.fields(json, room));
    }

    public static String gone(long room) {
        return frame("gone", json -> json.write("room", room));
    }

    /** Writes the fields of a {@code room} frame, for the answer of a REST route. */
    public static String roomFields(RoomOverview room) {
        return object(json -> RoomJson.fields(json, room));
    }

    public static String ack(Ack ack) {
        return frame("ack", json -> ack(json, ack));
    }

    /** Writes the fields of an {@code ack}, for the answer of a REST route. */
    public static String ackFields(Ack ack) {
        return object(json -> ack(json, ack));
    }

    /**
     * Writes {@code message}.
     *
     * @param withCid whether the recipient is the sender; only the sender may see the {@code cid}
     */
    public static String message(MessageDto message, boolean withCid) {
        return frame("message", json -> MessageJson.fields(json, message, withCid));
    }

    /**
     * Writes {@code message} for a recipient who is not the sender.
     *
     * @param reason why it rings for the recipient
     */
    public static String message(MessageDto message, NotifyReason reason) {
        return frame("message", json -> {
            MessageJson.fields(json, message, false);
            json.write("notify", reason.wireName());
        });
    }

    /** Writes the fields of a {@code message} frame, for a page that the server renders. */
    public static String state(MessageDto message, boolean withCid) {
        return object(json -> MessageJson.fields(json, message, withCid));
    }

    /**
     * Writes {@code change}.
     *
     * @param seq sequence number of the change
     * @param message the message in its current state
     * @param withCid whether the recipient is the sender of the message
     */
    public static String change(long seq, ChangeKind kind, MessageDto message, boolean withCid) {
        return frame("change", json -> {
            json.write("room", message.roomId()).write("seq", seq).write("kind", kind.wireName());
            json.write("id", message.id()).writeStartObject("state");
            MessageJson.fields(json, message, withCid);
            json.writeEnd();
        });
    }

    public static String page(MessagePage page, long reader) {
        return frame("page", json -> page(json, page, reader));
    }

    /** Writes the fields of a {@code page} frame, for the answer of a REST route. */
    public static String pageFields(MessagePage page, long reader) {
        return object(json -> page(json, page, reader));
    }

    /** Writes a page of rooms, for the answer of a REST route. */
    public static String rooms(RoomOverviewPage page) {
        return object(json -> {
            RoomJson.list(json, page.rooms());
            if (page.next() != null) {
                json.write("next", page.next());
            }
        });
    }

    public static String synced(long room, long from, long to, boolean more) {
        return frame("synced", json -> {
            json.write("room", room).write("from", from).write("to", to);
            if (more) {
                json.write("more", true);
            }
        });
    }

    public static String reset(long room, String epoch, long seq) {
        return frame(
                "reset", json -> json.write("room", room).write("epoch", epoch).write("seq", seq));
    }

    public static String person(Person person, boolean nameOnly) {
        return frame("person", json -> {
            MessageJson.person(json, "account", person);
            if (nameOnly) {
                json.write("nameOnly", true);
            }
        });
    }

    /** Writes {@code preferences}, for the sockets of the account only. */
    public static String preferences(Preferences preferences) {
        return frame("preferences", json -> preferences(json, preferences));
    }

    public static String presence(Presence presence) {
        return frame("presence", json -> {
            json.write("account", presence.accountId())
                    .write("state", presence.state().wireName());
            if (presence.lastSeen() != null) {
                json.write("lastSeen", MessageJson.time(presence.lastSeen()));
            }
        });
    }

    public static String typing(long room, long account, boolean on) {
        return frame(
                "typing",
                json -> json.write("room", room).write("account", account).write("on", on));
    }

    public static String error(ErrorCode code, String sentence, String cid, Long room, long retryAfterMs) {
        return error(code, sentence, cid, room, retryAfterMs, null);
    }

    /**
     * Writes {@code error}.
     *
     * @param cid idempotency key of the request, or null
     * @param room room of the request, or null
     * @param retryAfterMs milliseconds after which a retry may succeed, 0 if unknown
     * @param reference of the cause in the server's log, or null
     */
    public static String error(
            ErrorCode code, String sentence, String cid, Long room, long retryAfterMs, String reference) {
        return frame("error", json -> {
            json.write("code", code.wire()).write("message", sentence);
            if (cid != null) {
                json.write("cid", cid);
            }
            if (room != null) {
                json.write("room", room);
            }
            if (retryAfterMs > 0) {
                json.write("retryAfterMs", retryAfterMs);
            }
            if (reference != null) {
                json.write("reference", reference);
            }
        });
    }

    public static String ping(long n) {
        return frame("ping", json -> json.write("n", n));
    }

    public static String bye(CloseCode code) {
        return frame("bye", json -> json.write("code", code.getCode()));
    }

    private static void ack(JsonGenerator json, Ack ack) {
        json.write("cid", ack.cid())
                .write("room", ack.room())
                .write("id", ack.id())
                .write("seq", ack.seq());
        json.write("sentAt", MessageJson.time(ack.sentAt()));
        if (ack.duplicate()) {
            json.write("duplicate", true);
        }
    }

    private static void preferences(JsonGenerator json, Preferences preferences) {
        json.writeStartObject("preferences");
        text(json, "language", preferences.language());
        text(
                json,
                "theme",
                preferences.theme() == null ? null : preferences.theme().name());
        json.write("hidesPresence", preferences.hidesPresence())
                .write("hidesTyping", preferences.hidesTyping())
                .write("hidesReceipts", preferences.hidesReceipts())
                .write("doNotDisturb", preferences.doNotDisturb())
                .write("mutedSound", preferences.mutedSound())
                .writeEnd();
    }

    private static void text(JsonGenerator json, String field, String value) {
        if (value == null) {
            json.writeNull(field);
        } else {
            json.write(field, value);
        }
    }

    private static void page(JsonGenerator json, MessagePage page, long reader) {
        json.write("room", page.room()).writeStartArray("messages");
        page.messages().forEach(message -> {
            json.writeStartObject();
            MessageJson.fields(json, message, message.sender().id() == reader);
            json.writeEnd();
        });
        json.writeEnd().write("from", page.from()).write("to", page.to()).write("more", page.more());
    }

    static String frame(String type, Consumer<JsonGenerator> fields) {
        return object(json -> fields.accept(json.write("type", type)));
    }

    static String object(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JsonText.PROVIDER.createGenerator(text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEnd();
        }
        return text.toString();
    }
}
