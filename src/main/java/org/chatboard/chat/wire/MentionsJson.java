package org.chatboard.chat.wire;

import org.chatboard.conversation.history.MentionsPage;

/** Writes the answer of {@code GET /api/mentions}. */
public final class MentionsJson {
    private MentionsJson() {}

    /** Writes a page. No message on it is the reader's own, so none has its {@code cid}. */
    public static String page(MentionsPage page) {
        return ServerFrame.object(json -> {
            json.writeStartArray("mentions");
            page.mentions().forEach(mention -> {
                json.writeStartObject()
                        .writeStartObject("room")
                        .write("room", mention.message().roomId())
                        .write("title", mention.title())
                        .write("kind", mention.kind().name())
                        .writeEnd();
                json.writeStartObject("message");
                MessageJson.fields(json, mention.message(), false);
                json.writeEnd()
                        .write("reason", mention.reason())
                        .write("unread", mention.unread())
                        .writeEnd();
            });
            json.writeEnd();
            if (page.next() != null) {
                json.write("next", String.valueOf(page.next()));
            }
        });
    }
}
