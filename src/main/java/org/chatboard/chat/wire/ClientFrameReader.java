package org.chatboard.chat.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.platform.support.JsonText;
import org.chatboard.platform.support.WholeNumber;

/**
 * Reads the JSON of a client's frame and checks its fields. Rejects a known field with a wrong value with {@code bad_request} and
 * a sentence that names the field. Ignores unknown fields.
 */
public final class ClientFrameReader {
    private static final int MAX_ROOMS = 1_000;
    private static final int MAX_PAGE = 200;
    private static final int MAX_WATCHED = 100;
    private static final int DEFAULT_PAGE = 50;
    private static final Pattern CID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern EPOCH = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Set<String> PLAIN_FIELDS = Set.of("message", "cid");

    private final JsonObject json;
    private final String cid;
    private final Long room;

    private ClientFrameReader(JsonObject json) {
        this.json = json;
        // cid and room are read first, so that every error can name them
        this.cid = json.get("cid") instanceof JsonString text && isCid(text.getString()) ? text.getString() : null;
        this.room = json.get("room") instanceof JsonNumber number && isWhole(number) ? number.longValue() : null;
    }

    /**
     * Reads a frame of {@code /ws}.
     *
     * @throws FrameException if it is not valid
     */
    public static ClientFrame read(String text) {
        ClientFrameReader reader = new ClientFrameReader(object(text));
        JsonValue type = reader.json.get("type");
        if (type == null && reader.json.get("message") instanceof JsonString) {
            return reader.send();
        }
        if (!(type instanceof JsonString name)) {
            throw reader.badRequest("A frame needs a 'type', which is a string.");
        }
        return switch (name.getString()) {
            case "hello" -> reader.hello();
            case "send" -> reader.send();
            case "edit" -> reader.change(new MessageChange.Edit(reader.text("message")));
            case "delete" -> reader.change(new MessageChange.Delete());
            case "react" -> reader.change(new MessageChange.React(reader.text("emoji"), reader.flag("on")));
            case "received" -> new ClientFrame.Progress(reader.number("room"), reader.number("seq"), 0);
            case "read" -> new ClientFrame.Progress(reader.number("room"), 0, reader.number("seq"));
            case "history" -> reader.history();
            case "active" -> new ClientFrame.Active(reader.flag("on"));
            case "typing" -> new ClientFrame.Typing(reader.number("room"), reader.flag("on"));
            case "watch" -> reader.watch();
            case "pong" -> new ClientFrame.Pong(reader.number("n"));
            default ->
                throw reader.rejected(
                        ErrorCode.UNSUPPORTED, "This version of ChatBoard does not know this frame type.");
        };
    }

    /**
     * Reads a frame of the plain endpoint: {@code {"message": "hi", "cid": "…"}} and nothing else.
     *
     * @param to id of the other account of the conversation
     * @throws FrameException if it is not valid
     */
    public static ClientFrame.Send readPlain(String text, long to) {
        ClientFrameReader reader = new ClientFrameReader(object(text));
        if (!PLAIN_FIELDS.containsAll(reader.json.keySet())) {
            throw reader.rejected(
                    ErrorCode.UNSUPPORTED,
                    "The simple endpoint accepts only {\"message\":\"…\"}, with an optional cid.");
        }
        return new ClientFrame.Send(
                null, to, reader.has("cid") ? reader.cid() : null, reader.text("message"), null, List.of());
    }

    /** {@return whether a text is a valid idempotency key} */
    public static boolean isCid(String text) {
        return CID.matcher(text).matches();
    }

    private static JsonObject object(String text) {
        try {
            if (JsonText.parse(text) instanceof JsonObject json) {
                return json;
            }
        } catch (JsonException e) {
            throw new FrameException(ErrorCode.BAD_JSON, "The frame is not JSON.", null, null);
        }
        throw new FrameException(ErrorCode.BAD_JSON, "A frame must be one JSON object.", null, null);
    }

    private ClientFrame.Hello hello() {
        boolean active = !has("active") || flag("active");
        if (!has("rooms")) {
            return new ClientFrame.Hello(List.of(), active);
        }
        if (!(json.get("rooms") instanceof JsonArray array) || array.size() > MAX_ROOMS) {
            throw badRequest("'rooms' must be a list of at most " + MAX_ROOMS + " rooms.");
        }
        List<ClientFrame.ResumePoint> rooms = new ArrayList<>();
        for (JsonValue entry : array) {
            if (!(entry instanceof JsonObject held)) {
                throw badRequest("Each entry of 'rooms' must be an object with 'room', 'epoch' and 'since'.");
            }
            rooms.add(new ClientFrameReader(held).held());
        }
        return new ClientFrame.Hello(rooms, active);
    }

    private ClientFrame.ResumePoint held() {
        String epoch = null;
        if (has("epoch")) {
            epoch = text("epoch");
            if (!EPOCH.matcher(epoch).matches()) {
                throw badRequest("'epoch' must be the value that the server sent.");
            }
        }
        return new ClientFrame.ResumePoint(number("room"), epoch, has("since") ? number("since") : 0);
    }

    private ClientFrame.Send send() {
        if (has("room") == has("to")) {
            throw badRequest("A message needs either 'room' or 'to'.");
        }
        return new ClientFrame.Send(
                has("room") ? number("room") : null,
                has("to") ? number("to") : null,
                cid(),
                text("message"),
                has("replyTo") ? number("replyTo") : null,
                has("files") ? files() : List.of());
    }

    private List<String> files() {
        Set<String> files = new LinkedHashSet<>();
        if (!(json.get("files") instanceof JsonArray array)) {
            throw badRequest("'files' must be a list of ids.");
        }
        for (JsonValue entry : array) {
            if (!(entry instanceof JsonString id) || !files.add(id.getString())) {
                throw badRequest("'files' must be a list of strings, each once.");
            }
        }
        return List.copyOf(files);
    }

    private ClientFrame.Change change(MessageChange.Operation operation) {
        return new ClientFrame.Change(number("room"), cid(), number("id"), operation);
    }

    private ClientFrame.History history() {
        if (has("before") && has("after")) {
            throw badRequest("Use either 'before' or 'after', not both.");
        }
        long limit = has("limit") ? number("limit") : DEFAULT_PAGE;
        if (limit < 1 || limit > MAX_PAGE) {
            throw badRequest("'limit' must be a number from 1 to " + MAX_PAGE + ".");
        }
        return new ClientFrame.History(
                number("room"), has("before") ? number("before") : null, has("after") ? number("after") : null, (int)
                        limit);
    }

    private ClientFrame.Watch watch() {
        if (!(json.get("accounts") instanceof JsonArray array) || array.size() > MAX_WATCHED) {
            throw badRequest("'accounts' must be a list of at most " + MAX_WATCHED + " account ids.");
        }
        Set<Long> accounts = new LinkedHashSet<>();
        for (JsonValue entry : array) {
            if (!(entry instanceof JsonNumber number) || !isWhole(number)) {
                throw badRequest("Each entry of 'accounts' must be a whole number, 0 or more.");
            }
            accounts.add(number.longValue());
        }
        return new ClientFrame.Watch(List.copyOf(accounts));
    }

    private boolean has(String field) {
        return json.containsKey(field);
    }

    private String cid() {
        if (cid == null) {
            throw badRequest("'cid' must be a string of 1 to 64 characters from A-Z, a-z, 0-9, _ and -.");
        }
        return cid;
    }

    private String text(String field) {
        if (json.get(field) instanceof JsonString text) {
            return text.getString();
        }
        throw badRequest("'" + field + "' must be a string.");
    }

    private boolean flag(String field) {
        JsonValue value = json.get(field);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw badRequest("'" + field + "' must be true or false.");
    }

    private long number(String field) {
        if (json.get(field) instanceof JsonNumber number && isWhole(number)) {
            return number.longValue();
        }
        throw badRequest("'" + field + "' must be a whole number, 0 or more.");
    }

    /**
     * {@return whether a number has 1 to 18 digits and nothing else} Looks at the text, since converting 1e99999 into a number
     * would cost much CPU time.
     */
    private static boolean isWhole(JsonNumber number) {
        return WholeNumber.parse(number.toString()).isPresent();
    }

    private FrameException badRequest(String sentence) {
        return rejected(ErrorCode.BAD_REQUEST, sentence);
    }

    private FrameException rejected(ErrorCode code, String sentence) {
        return new FrameException(code, sentence, cid, room);
    }
}
