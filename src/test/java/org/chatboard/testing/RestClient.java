package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Talks to a server by HTTP as a script does, and as a browser posts a form; keeps the cookies that it is given. */
public final class RestClient {
    /** A password that the rules accept. */
    public static final String PASSWORD = "wide-lantern-orbit-47";

    /** One for all: each has threads of its own. */
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

    private final String base;
    private final Map<String, String> cookies = new HashMap<>();

    /** @param base address of the server, without a slash at its end */
    public RestClient(String base) {
        this.base = base;
    }

    /** An answer, its body an object where it is JSON. */
    public record Answer(int status, String body, Map<String, String> headers) {
        /** The body, which is an object. */
        public JsonObject json() {
            return Json.parse(body);
        }
    }

    /** Signs up; does not sign in. */
    public Answer signUp(String username, String displayName) {
        return post("/api/accounts", Json.of("username", username, "displayName", displayName, "password", PASSWORD));
    }

    /** Signs in, and is signed in from now on where the answer is 204. */
    public Answer signIn(String username, String password) {
        return post("/api/session", Json.of("username", username, "password", password));
    }

    /** Asks for a path. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Sends {@code DELETE}. */
    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Sends a JSON object. */
    public Answer post(String path, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /**
     * Shows a page and submits one of its forms.
     *
     * @param path of the page
     * @param form id of the form
     * @param button id of the button that submits it
     * @param fields what is typed
     */
    public Answer submit(String path, String form, String button, Map<String, String> fields) {
        String page = get(path).body();
        int start = page.indexOf("<form id=\"" + form + "\"");
        if (start < 0) {
            throw new AssertionError("No form '" + form + "' at " + path + ": " + page);
        }
        Map<String, String> values = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.substring(start, page.indexOf("</form>", start)));
        while (hidden.find()) {
            values.put(hidden.group(1), hidden.group(2));
        }
        values.put(form, form);
        values.put(button, "");
        values.putAll(fields);
        String body = values.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The {@code Cookie} header, empty where there is none. */
    public String cookie() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Address of the server. */
    public String base() {
        return base;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookie());
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            Map<String, String> headers = new HashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] nameAndValue = setCookie.split(";", 2)[0].split("=", 2);
        Optional.of(nameAndValue[1])
                .filter(value -> !value.isEmpty())
                .ifPresentOrElse(value -> cookies.put(nameAndValue[0], value), () -> cookies.remove(nameAndValue[0]));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
