package org.chatboard.chat.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chatboard.testing.Json;
import org.chatboard.testing.Visitor;

/** Chooses files for messages, and finds them on the page and on the server. */
final class AttachedFiles {
    /** Bytes that a page uploads with one request. */
    static final int PART = 262_144;

    /** A picture of one pixel. */
    static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private AttachedFiles() {}

    static void choose(Visitor visitor, FilePayload... files) {
        visitor.page().setInputFiles("#files", files);
    }

    static Locator attachments(Visitor visitor) {
        return visitor.page().locator(".attachment");
    }

    static Locator pendingFile(Visitor visitor) {
        return visitor.page().locator(".pending-file");
    }

    /** {@return the offsets that the page has sent so far, one for each part} */
    static List<String> recordOffsets(Visitor visitor) {
        List<String> offsets = new CopyOnWriteArrayList<>();
        Page page = visitor.page();
        page.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(request.headers().get("upload-offset"));
            }
        });
        return offsets;
    }

    /** {@return the files of a message of the open conversation, as the server has it for this reader} */
    static JsonArray filesOf(Visitor reader, String text) {
        String room = reader.page().locator("a.person[aria-current='page']").getAttribute("data-room");
        String page = reader.context()
                .request()
                .get("/api/rooms/" + room + "/messages")
                .text();
        return Json.parse(page).getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .filter(message -> message.getString("message").equals(text))
                .findFirst()
                .orElseThrow()
                .getJsonArray("files");
    }

    static FilePayload text(String name, String content) {
        return new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }
}
