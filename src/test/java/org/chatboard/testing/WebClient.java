package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An HTTP client that stores cookies and follows no redirects. */
public final class WebClient {
    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Duration patience = Duration.ofSeconds(60);

    /** @param base the server's URL */
    public WebClient(URI base) {
        this.base = base;
    }

    /** {@return the server's origin, as a browser sends it} */
    public String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }

    /** {@return the value of a cookie, or null; {@code name} is without the port suffix of ChatBoard's cookies} */
    public String cookie(String name) {
        return cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().replaceFirst("_\\d+$", "").equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** {@return the {@code Cookie} header, empty if there are no cookies} */
    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Sets how long later requests wait for their answers. */
    void setPatience(Duration most) {
        patience = most;
    }

    /** Adds a cookie to later requests. */
    public WebClient withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** Sends {@code GET}; {@code headers} are alternating names and values. */
    public Answer get(String path, String... headers) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Sends {@code DELETE}. */
    public Answer delete(String path, String... headers) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Sends {@code PUT} with a JSON body. @param headers further headers, as alternating names and values */
    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofString(json), with("application/json", headers));
    }

    /** Sends {@code PATCH} with a JSON body. */
    public Answer patch(String path, String json) {
        return send("PATCH", path, HttpRequest.BodyPublishers.ofString(json), with("application/json"));
    }

    /** Sends {@code POST} with a JSON body. @param headers further headers, as alternating names and values */
    public Answer post(String path, String json, String... headers) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(json), with("application/json", headers));
    }

    /** Sends {@code POST} with the fields of a form, as alternating names and values. */
    public Answer submit(String path, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                path,
                HttpRequest.BodyPublishers.ofString(body),
                with("application/x-www-form-urlencoded", "Origin", origin(), "Sec-Fetch-Site", "same-origin"));
    }

    /** Sends a request with any method, body and headers. */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path))
                .timeout(patience)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies());
        }
        Answer answer = exchange(request.build());
        answer.setCookies().forEach(this::store);
        return answer;
    }

    private static Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void store(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(pair.indexOf('=') + 1);
        if (value.isEmpty()) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    private static String[] with(String contentType, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = contentType;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
