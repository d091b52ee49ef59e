package org.chatboard.chat.wire;

import jakarta.json.stream.JsonGenerator;
import org.chatboard.conversation.search.SearchPage;

/** Writes the answer of {@code GET /api/search}. */
public final class SearchJson {
    private SearchJson() {}

    /** Writes a page for the account that searched. */
    public static String page(SearchPage page, long reader) {
        return ServerFrame.object(json -> {
            json.writeStartArray("hits");
            page.hits().forEach(hit -> hit(json, hit, reader));
            json.writeEnd();
            if (page.next() != null) {
                json.write("next", String.valueOf(page.next()));
            }
            json.write("complete", page.isComplete());
            if (!page.isComplete()) {
                json.write("progress", page.progress());
            }
        });
    }

    private static void hit(JsonGenerator json, SearchPage.Hit hit, long reader) {
        json.writeStartObject()
                .writeStartObject("room")
                .write("room", hit.message().roomId())
                .write("title", hit.title())
                .write("kind", hit.kind().name())
                .writeEnd()
                .writeStartObject("message");
        MessageJson.fields(json, hit.message(), hit.message().sender().id() == reader);
        json.writeEnd().writeStartArray("marks");
        hit.marks().forEach(mark -> json.writeStartArray()
                .write(mark.start())
                .write(mark.length())
                .writeEnd());
        json.writeEnd().writeEnd();
    }
}
