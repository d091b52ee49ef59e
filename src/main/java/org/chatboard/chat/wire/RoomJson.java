package org.chatboard.chat.wire;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.chatboard.conversation.inbox.RoomOverview;

/** Writes the rooms in frames: the object {@code room} of {@code docs/protocol.md}. */
final class RoomJson {
    private RoomJson() {}

    /** Writes the array {@code rooms}. */
    static void list(JsonGenerator json, List<RoomOverview> rooms) {
        json.writeStartArray("rooms");
        rooms.forEach(room -> {
            json.writeStartObject();
            fields(json, room);
            json.writeEnd();
        });
        json.writeEnd();
    }

    /** Writes the fields of one room. */
    static void fields(JsonGenerator json, RoomOverview room) {
        json.write("room", room.room()).write("kind", room.kind().name()).write("title", room.title());
        if (room.topic() != null) {
            json.write("topic", room.topic());
        }
        if (room.picture() != null) {
            json.write("picture", room.picture());
        }
        json.write("memberCount", room.memberCount()).write("role", room.role().name());
        MessageJson.time(json, "archivedAt", room.archivedAt());
        json.writeStartArray("members");
        room.members().forEach(member -> {
            json.writeStartObject();
            MessageJson.personFields(json, member);
            json.writeEnd();
        });
        json.writeEnd().write("epoch", room.epoch()).write("seq", room.seq()).write("readSeq", room.readSeq());
        json.write("receivedSeq", room.receivedSeq())
                .write("unread", room.unread())
                .write("mentions", room.mentions())
                .write("notify", room.notifyLevel().wireName());
        json.writeStartArray("receipts");
        room.receipts().forEach(reach -> {
            json.writeStartObject()
                    .write("account", reach.accountId())
                    .write("receivedSeq", reach.receivedSeq())
                    .write("readSeq", reach.readSeq());
            MessageJson.time(json, "joinedAt", reach.joinedAt());
            json.writeEnd();
        });
        json.writeEnd();
        if (room.last() != null) {
            json.writeStartObject("last")
                    .write("id", room.last().id())
                    .write("senderId", room.last().senderId());
            json.write("message", room.last().message())
                    .write("sentAt", MessageJson.time(room.last().sentAt()));
            MessageJson.time(json, "deletedAt", room.last().deletedAt());
            MessageJson.event(json, room.last().event());
            MessageJson.fileCount(json, room.last().files());
            json.writeEnd();
        }
    }
}
