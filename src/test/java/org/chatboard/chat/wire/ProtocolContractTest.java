package org.chatboard.chat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.people.account.Person;
import org.chatboard.testing.Json;
import org.chatboard.testing.ProtocolDocument;
import org.chatboard.testing.ProtocolDocument.Field;
import org.chatboard.testing.RestRoutes;
import org.junit.jupiter.api.Test;

/**
 * Contract test: {@code docs/protocol.md}, the server's code and the page's scripts name the same frames, fields, codes, limits
 * and routes.
 */
class ProtocolContractTest {
    private static final String CLIENT = "## 3. Client to server";
    private static final String SERVER = "## 4. Server to client";
    private static final String REST = "## 5. REST";
    private static final String LIMITS = "## 6. Errors, close codes, limits";
    private static final Path JAVA = Path.of("src/main/java/org/chatboard");
    private static final Path SCRIPTS = Path.of("src/main/webapp/resources/js");

    private final ProtocolDocument document = ProtocolDocument.read();
    private final Map<String, List<Field>> objects = document.objects();

    @Test
    void everyFrameOfTheServerHasTheFieldsThatTheDocumentSays() {
        FrameSamples samples = new FrameSamples();
        assertThat(samples.methods())
                .as("a sample of each method that writes a frame")
                .isEqualTo(FrameSamples.methodsOfTheCode());
        Map<String, List<Field>> documented = document.shapes(SERVER, "type");
        assertThat(samples.byType().keySet()).isEqualTo(documented.keySet());
        Map<String, Set<String>> seen = new HashMap<>();
        samples.byType().forEach((type, frames) -> {
            for (JsonObject frame : frames) {
                Map<String, JsonValue> fields = new HashMap<>(frame);
                fields.remove("type");
                check(shapeOf(type, documented.get(type)), documented.get(type), fields, seen);
            }
        });
        documented.forEach((type, fields) -> assertAllSeen(shapeOf(type, fields), fields, seen));
        objects.forEach((name, fields) -> {
            if (!name.equals("held")) { // only in frames of clients
                assertAllSeen(name, fields, seen);
            }
        });
    }

    /** {@return the name of the documented object if the whole frame is one, otherwise {@code frame} and the type} */
    private String shapeOf(String type, List<Field> fields) {
        return objects.entrySet().stream()
                .filter(object -> object.getValue() == fields)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("frame " + type);
    }

    /** Checks that an object has all required fields, no undocumented field, and values of the documented kinds. */
    private void check(String shape, List<Field> fields, Map<String, JsonValue> object, Map<String, Set<String>> seen) {
        Map<String, Field> known = fields.stream().collect(Collectors.toMap(Field::name, field -> field));
        assertThat(known.keySet()).as("fields of %s in the document", shape).containsAll(object.keySet());
        fields.stream()
                .filter(field -> !field.optional())
                .forEach(field -> assertThat(object).as("required in %s", shape).containsKey(field.name()));
        object.forEach((name, value) -> {
            seen.computeIfAbsent(shape, any -> new TreeSet<>()).add(name);
            checkKind(shape + "." + name, known.get(name).kind(), value, seen);
        });
    }

    private void checkKind(String where, String kind, JsonValue value, Map<String, Set<String>> seen) {
        if (kind.endsWith(" or null")) {
            if (value != JsonValue.NULL) {
                checkKind(where, kind.substring(0, kind.length() - " or null".length()), value, seen);
            }
        } else if (kind.startsWith("list of ")) {
            assertThat(value).as(where).isInstanceOf(JsonArray.class);
            ((JsonArray) value).forEach(one -> checkKind(where, kind.substring("list of ".length()), one, seen));
        } else if (objects.containsKey(kind)) {
            assertThat(value).as(where).isInstanceOf(JsonObject.class);
            check(kind, objects.get(kind), (JsonObject) value, seen);
        } else {
            assertThat(value).as("%s, a %s", where, kind).matches(one -> isOfKind(kind, one));
        }
    }

    private static boolean isOfKind(String kind, JsonValue value) {
        return switch (kind) {
            case "number" -> value instanceof JsonNumber number && number.isIntegral();
            case "text" -> value instanceof JsonString;
            case "flag" -> value == JsonValue.TRUE || value == JsonValue.FALSE;
            case "time" ->
                value instanceof JsonString text
                        && text.getString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            default -> throw new IllegalStateException("docs/protocol.md: no kind: " + kind);
        };
    }

    private void assertAllSeen(String shape, List<Field> fields, Map<String, Set<String>> seen) {
        assertThat(seen.getOrDefault(shape, Set.of()))
                .as("fields of %s that the code writes", shape)
                .containsAll(fields.stream().map(Field::name).toList());
    }

    @Test
    void theServerReadsTheFramesOfTheClientThatTheDocumentSays() {
        Map<String, List<Field>> documented = document.shapes(CLIENT, "type");
        documented.forEach((type, fields) -> {
            for (Map<String, Object> whole : wholeFrames(type, fields)) {
                assertThatCode(() -> ClientFrameReader.read(text(whole)))
                        .as(text(whole))
                        .doesNotThrowAnyException();
                for (Field field : fields) {
                    if (whole.containsKey(field.name())) {
                        assertRejected(with(whole, field.name(), Json.of("no", "such kind")));
                        if (!field.optional()) {
                            assertRejected(without(whole, field.name()));
                        }
                    }
                }
            }
        });
        String reader = read(JAVA.resolve("chat/wire/ClientFrameReader.java"));
        assertThat(allOf(reader, "case \"(\\w+)\""))
                .as("types that the code reads")
                .isEqualTo(documented.keySet());
        Set<String> names = new TreeSet<>();
        documented.values().forEach(fields -> fields.forEach(field -> names.add(field.name())));
        objects.get("held").forEach(field -> names.add(field.name()));
        names.add("type");
        assertThat(allOf(reader, "(?:text|number|flag|has|get)\\(\"(\\w+)\"\\)"))
                .as("fields that the code reads")
                .isEqualTo(names);
    }

    private static void assertRejected(Map<String, Object> frame) {
        assertThatThrownBy(() -> ClientFrameReader.read(text(frame)))
                .as(text(frame))
                .isInstanceOf(FrameException.class);
    }

    /**
     * {@return frames of a type with as many fields as may occur together; several if some fields exclude each other}
     */
    private List<Map<String, Object>> wholeFrames(String type, List<Field> fields) {
        Map<String, Object> all = new TreeMap<>();
        all.put("type", type);
        fields.forEach(field -> all.put(field.name(), sample(field)));
        return switch (type) {
            case "send" -> List.of(without(all, "to"), without(all, "room"));
            case "history" -> List.of(without(all, "after"), without(all, "before"));
            default -> List.of(all);
        };
    }

    private Object sample(Field field) {
        return switch (field.kind()) {
            case "number" -> 7;
            case "text" -> "x";
            case "flag" -> true;
            case "list of number" -> List.of(7);
            case "list of text" -> List.of("x");
            case "list of held" -> {
                Object[] held = objects.get("held").stream()
                        .flatMap(part -> Stream.of(part.name(), sample(part)))
                        .toArray();
                yield List.of(Json.of(held));
            }
            default -> throw new IllegalStateException("docs/protocol.md: no kind of a client: " + field.kind());
        };
    }

    private static Map<String, Object> without(Map<String, Object> frame, String name) {
        Map<String, Object> fewer = new TreeMap<>(frame);
        fewer.remove(name);
        return fewer;
    }

    private static Map<String, Object> with(Map<String, Object> frame, String name, Object value) {
        Map<String, Object> other = new TreeMap<>(frame);
        other.put(name, value);
        return other;
    }

    private static String text(Map<String, Object> frame) {
        return Json.of(frame.entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toArray())
                .toString();
    }

    @Test
    void thePageKnowsTheFramesOfTheServerAndNoOthers() {
        Map<String, List<Field>> documented = document.shapes(SERVER, "type");
        String table = between(read(SCRIPTS.resolve("connection/frame-codec.js")), "const required = {", "\n};");
        Matcher entry =
                Pattern.compile("(?m)^    (\\w+): (\\w+,|\\{(?:[^{}]|\\n)*},)").matcher(table);
        Set<String> types = new TreeSet<>();
        while (entry.find()) {
            types.add(entry.group(1));
            Set<String> fields = allOf(entry.group(2), "(\\w+):");
            Map<String, Boolean> optional = documented.get(entry.group(1)) == null
                    ? Map.of()
                    : documented.get(entry.group(1)).stream().collect(Collectors.toMap(Field::name, Field::optional));
            assertThat(fields)
                    .as("fields that the page requires of %s", entry.group(1))
                    .allMatch(name -> Boolean.FALSE.equals(optional.get(name)));
        }
        assertThat(types).as("types that the page knows").isEqualTo(documented.keySet());
        Set<String> names = Stream.of(documented, objects, document.shapes(CLIENT, "type"))
                .flatMap(shapes -> shapes.values().stream())
                .flatMap(List::stream)
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(Set.of("type", "length")); // each frame has a type; length is that of a frame's text
        assertThat(names)
                .as("fields of a frame that the page looks at")
                .containsAll(allOf(scripts(), "\\bframe\\??\\.(\\w+)"));
    }

    @Test
    void thePageSendsTheFramesThatTheDocumentSaysAndNoOthers() {
        assertThat(allOf(
                        scripts(),
                        "(?:send|encode|ask|change)\\((?:\\w+(?:\\(\\))?, )?\\{ type: \"(\\w+)\"|"
                                + "\\(\\{ type: \"(read|received)\", room|: \\{ type: \"(send)\","))
                .as("types that the page sends")
                .isEqualTo(document.shapes(CLIENT, "type").keySet());
    }

    @Test
    void everyRouteIsInTheDocument() {
        Set<String> documented = document.table(REST, "request").stream()
                .map(row -> row.get(0).replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(RestRoutes.all().keySet()).isEqualTo(documented);
    }

    @Test
    void everyRestAnswerThatIsARecordHasTheFieldsThatTheDocumentSays() {
        Map<String, String> answers = document.table(REST, "request").stream()
                .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> row.get(2)));
        Map<String, List<String>> documented = new TreeMap<>();
        Map<String, List<String>> written = new TreeMap<>();
        RestRoutes.all().forEach((route, method) -> {
            Class<?> answer = method.getRawReturnType().reflect();
            if (answer.isRecord()) {
                written.put(route, fieldsOf(answer));
                documented.put(route, fieldsOf(answers.get(route)));
            }
        });
        documented.put("PUT /api/me/preferences", names("preferences")); // its row has no braces with fields
        written.put("person", fieldsOf(Person.class));
        documented.put("person", names("person"));
        assertThat(written).isEqualTo(documented).hasSizeGreaterThan(10);
    }

    private static List<String> fieldsOf(Class<?> answer) {
        List<String> written =
                List.of(answer.getAnnotation(JsonbPropertyOrder.class).value());
        assertThat(answer.getRecordComponents())
                .extracting(RecordComponent::getName)
                .as("the order of all fields of %s", answer)
                .containsExactlyElementsOf(written);
        return written;
    }

    /** {@return the names of the fields, which are in the first braces of a documented answer} */
    private static List<String> fieldsOf(String answer) {
        Matcher braces = Pattern.compile("\\{([^}]*)}").matcher(answer);
        return braces.find() ? List.of(braces.group(1).replace("?", "").split(", ")) : List.of();
    }

    private List<String> names(String object) {
        return objects.get(object).stream().map(Field::name).toList();
    }

    @Test
    void everyErrorCodeIsInTheDocumentAndThePageHasASentenceForIt() {
        Set<String> documented = codes("error");
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire))
                .containsExactlyInAnyOrderElementsOf(documented);
        String sentences = read(Path.of("src/main/resources/org/chatboard/messages.properties"));
        Set<String> translated = allOf(sentences, "(?m)^script\\.error\\.(\\w+)=");
        translated.remove("unknown"); // the text for a code that only a later server sends
        assertThat(translated).isEqualTo(documented);
        assertThat(documented).containsAll(allOf(sentences, "(?m)^script\\.remedy\\.(\\w+)="));
    }

    @Test
    void everyCloseCodeIsInTheDocumentAndThePageActsOnIt() {
        Set<String> documented = codes("code");
        assertThat(documented)
                .containsAll(Arrays.stream(CloseCode.values())
                        .map(code -> String.valueOf(code.getCode()))
                        .toList());
        String actions = between(read(SCRIPTS.resolve("connection/close-codes.js")), "const actions = {", "};");
        assertThat(allOf(actions, "(\\d{4}): \"")).isEqualTo(documented);
        String sentences = read(Path.of("src/main/resources/org/chatboard/messages.properties"));
        assertThat(allOf(sentences, "(?m)^script\\.close\\.(\\d+)=")).isEqualTo(documented);
    }

    @Test
    void everyLimitHasTheDefaultOfTheDocumentAndOfTheReadme() {
        Map<String, String> documented = new TreeMap<>();
        document.table(LIMITS, "limit")
                .forEach(row ->
                        documented.put(row.get(2).replace("`", ""), row.get(1).replace(",", "")));
        Map<String, String> inCode = new TreeMap<>();
        Matcher setting = Pattern.compile("\"(CHATBOARD_(?:LIMIT_\\w+|\\w+_MS))\",\\s*([\\d_]+)")
                .matcher(read(JAVA.resolve("platform/config/Limits.java"))
                        + read(JAVA.resolve("platform/config/Settings.java")));
        while (setting.find()) {
            inCode.put(setting.group(1), setting.group(2).replace("_", ""));
        }
        Map<String, String> inReadme = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `(CHATBOARD_(?:LIMIT_\\w+|\\w+_MS))` \\| [^|]* \\| (\\d+) \\|")
                .matcher(read(Path.of("README.md")));
        while (row.find()) {
            inReadme.put(row.group(1), row.group(2));
        }
        assertThat(inCode).isEqualTo(documented);
        assertThat(inReadme).isEqualTo(documented);
    }

    private Set<String> codes(String firstCell) {
        return document.table(LIMITS, firstCell).stream()
                .map(row -> row.get(0).replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> allOf(String text, String regex) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(matcher.group(group));
                }
            }
        }
        return found;
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String scripts() {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            files.filter(file -> file.toString().endsWith(".js")).forEach(file -> texts.add(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join("\n", texts);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
