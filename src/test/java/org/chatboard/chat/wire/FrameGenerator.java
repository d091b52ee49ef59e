package org.chatboard.chat.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Generates frames for fuzzing: each field of each frame with each kind of value, and frames with random damage. */
public final class FrameGenerator {
    private static final int FRAME_BYTES = 65_536;

    /** A field that the protocol does not have. */
    private static final String UNKNOWN = "somethingNew";

    private static final String DAMAGE = "{}[]\",:\\0-+eE.x\u0000\u00e9\u2028 ";

    /** The cid of all generated frames. It is as long as a UUID, so that a test can replace it by a new one. */
    public static final String CID = "cid-cid-cid-cid-cid-cid-cid-cid-cid-";

    private final Map<String, Map<String, String>> valid = new LinkedHashMap<>();

    /**
     * A frame.
     *
     * @param name short description
     * @param text the text of the frame
     */
    public record Frame(String name, String text) {
        public boolean isTooLarge() {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > FRAME_BYTES;
        }
    }

    /** Creates a generator whose frames refer to an existing room, account and message. */
    public FrameGenerator(long room, long account, long message) {
        String resumePoints = "[{\"room\":" + room + ",\"epoch\":\"abc\",\"since\":0}]";
        valid.put("hello", fields("rooms", resumePoints, "client", "\"test\"", "active", true));
        valid.put("active", fields("on", true));
        valid.put(
                "send",
                fields(
                        "to",
                        account,
                        "cid",
                        "\"" + CID + "\"",
                        "message",
                        "\"hi\"",
                        "replyTo",
                        message,
                        "files",
                        "[]"));
        valid.put("edit", fields("room", room, "cid", "\"" + CID + "\"", "id", message, "message", "\"hi\""));
        valid.put("delete", fields("room", room, "cid", "\"" + CID + "\"", "id", message));
        valid.put(
                "react",
                fields("room", room, "cid", "\"" + CID + "\"", "id", message, "emoji", "\"\uD83D\uDC4D\"", "on", true));
        valid.put("typing", fields("room", room, "on", true));
        valid.put("watch", fields("accounts", "[" + account + "]"));
        valid.put("received", fields("room", room, "seq", 1));
        valid.put("read", fields("room", room, "seq", 1));
        valid.put("history", fields("room", room, "before", 5, "limit", 3));
        valid.put("pong", fields("n", 1));
    }

    private static Map<String, String> fields(Object... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], String.valueOf(namesAndValues[i + 1]));
        }
        return fields;
    }

    /** {@return JSON values of every type and texts that are no JSON; the keys describe them} */
    public static Map<String, String> values() {
        Map<String, String> values = fields(
                "text",
                "\"text\"",
                "empty text",
                "\"\"",
                "number",
                7,
                "zero",
                0,
                "negative",
                -1,
                "fraction",
                1.5,
                "1e400",
                "1e400",
                "huge exponent",
                "1e99999999999",
                "tiny exponent",
                "1e-99999999999",
                "exponent",
                "1e2",
                "long",
                Long.MAX_VALUE,
                "beyond long",
                "9223372036854775808",
                "true",
                true,
                "null",
                null,
                "object",
                "{\"a\":1}",
                "array",
                "[1,\"a\",null]",
                "NUL",
                "\"a\\u0000b\"",
                "lone surrogate",
                "\"a\\ud800b\"",
                "reversed pair",
                "\"\\udc00\\ud800\"",
                "NaN",
                "NaN",
                "bare word",
                "undefined",
                "raw control",
                "\"a\u0001b\"",
                "quote left open",
                "\"a",
                "injection",
                "\"' OR 1=1 --\"");
        values.put("huge digits", "9".repeat(5_000));
        values.put("digits behind the point", "0." + "9".repeat(5_000));
        for (int depth : new int[] {10, 1_000, 20_000}) {
            values.put("arrays " + depth + " deep", "[".repeat(depth) + "]".repeat(depth));
            values.put(
                    "objects " + depth + " deep",
                    "{\"a\":".repeat(Math.min(depth, 10_000)) + "1" + "}".repeat(Math.min(depth, 10_000)));
            values.put("open arrays " + depth + " deep", "[".repeat(depth));
        }
        return values;
    }

    /**
     * {@return frames in which one field is wrong or missing} For each field of each type of frame, and for an unknown field,
     * there is one frame with each of the {@link #values}, one without the field, one as long as the size limit and one that is
     * longer. Other frames have these values as their type or consist of them.
     */
    public List<Frame> everyFieldWithEveryValue() {
        List<Frame> frames = new ArrayList<>();
        valid.forEach((type, fields) -> {
            List<String> names = new ArrayList<>(fields.keySet());
            names.add(UNKNOWN);
            for (String name : names) {
                values().forEach((kind, value) ->
                        frames.add(new Frame(type + "." + name + " = " + kind, text(type, with(fields, name, value)))));
                frames.add(new Frame(type + " without " + name, text(type, with(fields, name, null))));
                frames.add(sized(type, fields, name, FRAME_BYTES));
                frames.add(sized(type, fields, name, FRAME_BYTES + 1));
            }
        });
        values().forEach((kind, value) ->
                frames.add(new Frame("type = " + kind, "{\"type\":" + value + ",\"room\":1}")));
        values().forEach((kind, value) -> frames.add(new Frame("frame = " + kind, value)));
        return frames;
    }

    private static Frame sized(String type, Map<String, String> fields, String name, int bytes) {
        String around = text(type, with(fields, name, "\"\""));
        String padding = "x".repeat(bytes - around.length());
        return new Frame(
                type + "." + name + " of " + bytes + " bytes", text(type, with(fields, name, "\"" + padding + "\"")));
    }

    /**
     * {@return frames with one to five damages each: a character is removed, inserted or replaced, or the end is repeated}
     */
    public List<Frame> damaged(Random random, int count) {
        List<String> types = List.copyOf(valid.keySet());
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = types.get(random.nextInt(types.size()));
            StringBuilder text = new StringBuilder(text(type, valid.get(type)));
            for (int wounds = 1 + random.nextInt(5); wounds > 0; wounds--) {
                damage(text, random);
            }
            frames.add(new Frame("damaged " + i, text.toString()));
        }
        return frames;
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        char any = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at).append(' ');
            case 1 -> text.insert(at, any);
            case 2 -> text.setCharAt(at, any);
            default -> text.insert(random.nextInt(text.length()), text.substring(at));
        }
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    private static String text(String type, Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> ",\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining("", "{\"type\":\"" + type + "\"", "}"));
    }
}
