package org.chatboard.platform.rest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.RestRoutes;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Bad bodies for every REST route that reads one: each is answered with a clear error, and nothing is stored. */
@WithTestServer
class RequestBodyIT {
    private static final String DEEP = "[".repeat(JsonBody.MAX_DEPTH + 1) + "]".repeat(JsonBody.MAX_DEPTH + 1);

    /** Values of every JSON type. A field accepts those of its own type, see {@link FieldType}. */
    private static final List<String> VALUES =
            List.of("1", "1e400", "-0.5", "true", "null", "{}", "[]", "[\"anna\"]", "{\"$gt\":\"\"}", DEEP);

    /** The type of a field, with those of {@link #VALUES} that it accepts. */
    private enum FieldType {
        TEXT,
        TEXT_OR_NULL("null"),
        FLAG("true"),
        FLAG_OR_NULL("null", "true"),
        NUMBER("1"),
        NUMBER_OR_NULL("null", "1"),
        NUMBERS_OR_NULL("null", "[]"),
        TEXTS_OR_NULL("null", "[]", "[\"anna\"]");

        final List<String> accepted;

        FieldType(String... accepted) {
            this.accepted = List.of(accepted);
        }
    }

    /** Every route with a body, and the fields that it reads, in order. */
    private static final Map<String, Map<String, FieldType>> ROUTES = Map.ofEntries(
            entry("POST /api/accounts", fields(FieldType.TEXT, "username", "displayName", "password")),
            entry("POST /api/session", fields(FieldType.TEXT, "username", "password")),
            entry("PUT /api/me/preferences", preferences()),
            entry("POST /api/rooms/{id}/messages", message()),
            entry("POST /api/rooms", room()),
            entry("PATCH /api/rooms/{id}", fields(FieldType.FLAG, "archived")),
            entry("PUT /api/rooms/{id}/members/{account}", fields(FieldType.TEXT_OR_NULL, "role")),
            entry("POST /api/rooms/{id}/unread", fields(FieldType.NUMBER, "seq")),
            entry("PUT /api/rooms/{id}/notify", fields(FieldType.TEXT, "level")),
            entry("PUT /api/uploads/{upload}", fields(FieldType.TEXT_OR_NULL, "alt")),
            entry("POST /api/invites", invitation()),
            entry("PUT /api/admin/settings", fields(FieldType.TEXT, "signUp")),
            entry("POST /api/admin/people/{account}/help-link", Map.<String, FieldType>of()),
            entry("POST /api/rooms/read", Map.<String, FieldType>of()),
            entry("POST /api/notifications/test", fields(FieldType.TEXT, "cid")));

    private final TwoPeople people;
    private final WebClient web;
    private final WebClient administrator;
    private final String upload;

    RequestBodyIT(TestServer board) {
        people = new TwoPeople(board);
        web = client(people.ann);
        administrator = client(board.administrator());
        upload = Uploads.upload(people.ann, "notes.txt", new byte[] {'x'});
    }

    private static WebClient client(Member member) {
        WebClient client = new WebClient(URI.create(member.rest().base()));
        Stream.of(member.rest().cookies().split("; "))
                .map(cookie -> cookie.split("=", 2))
                .forEach(cookie -> client.withCookie(cookie[0], cookie[1]));
        return client;
    }

    /** {@return the client of somebody who may use the route} */
    private WebClient clientFor(String route) {
        return route.contains("/api/admin") || route.contains("/api/invites") ? administrator : web;
    }

    @Test
    void knowsEveryRouteWithABody() {
        List<String> withBody = RestRoutes.all().entrySet().stream()
                .filter(route -> route.getValue().getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(JsonBody.class)))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(withBody);
    }

    @Test
    void rejectsEveryFieldOfEveryRouteWithAWrongType() {
        ROUTES.forEach((route, fields) -> fields.forEach((field, type) -> {
            for (String value : VALUES) {
                if (!type.accepted.contains(value)) {
                    String tried = route + " " + field + "=" + value.substring(0, Math.min(20, value.length()));
                    assertProblem(send(route, body(fields, field, value)), 400, tried);
                }
            }
        }));
        assertNothingChanged();
    }

    @Test
    void rejectsBodiesThatAreTooLarge() {
        ROUTES.forEach((route, fields) -> {
            int rest = body(fields, "unknown", "\"\"").length();
            String largest = body(fields, "unknown", "\"" + "x".repeat(JsonBody.MAX_BYTES - rest) + "\"");
            assertThat(largest).hasSize(JsonBody.MAX_BYTES);
            assertThat(send(route, largest).status()).as(route).isNotEqualTo(413);
            assertProblem(send(route, largest + " "), 413, route);
        });
    }

    @Test
    void rejectsALongTextInEveryField() {
        String text = "\"" + "x".repeat(60_000) + "\"";
        ROUTES.forEach((route, fields) -> fields.keySet().forEach(field -> {
            int status = route.endsWith("/session") ? 401 : 400;
            assertProblem(send(route, body(fields, field, text)), status, route + " " + field);
        }));
        assertNothingChanged();
    }

    @Test
    void rejectsBodiesThatAreNotOneJsonObject() {
        List<String> bodies = List.of(
                "", "{", "[]", "null", "\"text\"", "{}{}", "{\"a\":", "[".repeat(50_000), "{\"cid\":\"\\ud8\"}");
        ROUTES.keySet()
                .forEach(route ->
                        bodies.forEach(body -> assertProblem(send(route, body), 400, route + " " + body.length())));
        assertNothingChanged();
    }

    @Test
    void rejectsBodiesOfAnotherType() {
        List<String> types = List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "*/*",
                "application/json; charset=utf-16",
                "application/xml");
        ROUTES.forEach((route, fields) -> {
            String json = body(fields, "", "");
            String[] parts = parts(route);
            types.forEach(type -> assertProblem(
                    clientFor(route).send(parts[0], parts[1], BodyPublishers.ofString(json), "Content-Type", type),
                    415,
                    route + " " + type));
            assertProblem(
                    clientFor(route).send(parts[0], parts[1], BodyPublishers.ofString(json)), 415, route + " no type");
        });
        assertNothingChanged();
    }

    @Test
    void ignoresUnknownFields() {
        String name = "anna-" + UUID.randomUUID().toString().substring(0, 8);
        String json =
                "{\"username\":\"%s\",\"displayName\":\"Anna\",\"password\":\"%s\",\"role\":\"ADMIN\",\"id\":1,\"disabledAt\":{}}"
                        .formatted(name, RestClient.PASSWORD);
        assertThat(web.post("/api/accounts", json).status()).isEqualTo(201);
        assertThat(web.post("/api/session", json).status()).isEqualTo(204);
        assertThat(web.get("/api/me").json().getString("role")).isEqualTo("USER");
    }

    private void assertNothingChanged() {
        assertThat(web.get("/api/me").json().getJsonObject("preferences").getBoolean("hidesTyping"))
                .isFalse();
        assertThat(web.get("/api/rooms/" + people.room + "/messages").json().getJsonArray("messages"))
                .hasSize(1);
    }

    private Answer send(String route, String body) {
        String[] parts = parts(route);
        return clientFor(route)
                .send(parts[0], parts[1], BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    private String[] parts(String route) {
        return route.replace("{id}", String.valueOf(people.room))
                .replace("{upload}", upload)
                .replace("{account}", route.contains("/admin/") ? String.valueOf(people.bob.id()) : "me")
                .split(" ");
    }

    private static Map<String, FieldType> fields(FieldType type, String... names) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        Stream.of(names).forEach(name -> fields.put(name, type));
        return Collections.unmodifiableMap(fields);
    }

    private static Map<String, FieldType> preferences() {
        Map<String, FieldType> fields = new LinkedHashMap<>(fields(FieldType.TEXT_OR_NULL, "language", "theme"));
        fields.putAll(
                fields(FieldType.FLAG, "hidesPresence", "hidesTyping", "hidesReceipts", "doNotDisturb", "mutedSound"));
        return fields;
    }

    private static Map<String, FieldType> message() {
        Map<String, FieldType> fields = new LinkedHashMap<>(fields(FieldType.TEXT, "cid", "message"));
        fields.put("replyTo", FieldType.NUMBER_OR_NULL);
        fields.put("files", FieldType.TEXTS_OR_NULL);
        return fields;
    }

    private static Map<String, FieldType> invitation() {
        Map<String, FieldType> fields = new LinkedHashMap<>(fields(FieldType.NUMBER_OR_NULL, "room", "uses"));
        fields.put("expiresAt", FieldType.TEXT_OR_NULL);
        fields.put("guest", FieldType.FLAG_OR_NULL);
        return fields;
    }

    private static Map<String, FieldType> room() {
        Map<String, FieldType> fields = new LinkedHashMap<>(fields(FieldType.TEXT, "kind", "name"));
        fields.put("cid", FieldType.TEXT_OR_NULL);
        fields.put("topic", FieldType.TEXT_OR_NULL);
        fields.put("members", FieldType.NUMBERS_OR_NULL);
        return fields;
    }

    /** {@return an object with all fields of a route, valid but for the given one, which is added if the route does not read it} */
    private static String body(Map<String, FieldType> fields, String field, String value) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((name, type) -> values.put(name, valid(name, type)));
        if (!field.isEmpty()) {
            values.put(field, value);
        }
        return values.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String valid(String field, FieldType type) {
        return switch (type) {
            case FLAG, FLAG_OR_NULL -> "false";
            case NUMBER -> "1";
            case TEXT_OR_NULL, NUMBER_OR_NULL, NUMBERS_OR_NULL, TEXTS_OR_NULL -> "null";
            case TEXT -> "\"" + validText(field) + "\"";
        };
    }

    private static String validText(String field) {
        return switch (field) {
            case "cid" -> UUID.randomUUID().toString();
            case "kind" -> "PRIVATE";
            default -> RestClient.PASSWORD;
        };
    }
}
