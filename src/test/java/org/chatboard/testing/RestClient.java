package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP client of one person: REST calls and form submissions with the cookies of one browser. */
public final class RestClient {
    /** A password that satisfies the password rules; all test accounts use it. */
    public static final String PASSWORD = "wide-lantern-orbit-47";

    private static final String SIGN_IN = "CHATBOARD_SIGN_IN";
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

    private final String base;
    private final WebClient web;

    /** @param base address of the server, without a slash at its end */
    public RestClient(String base) {
        this.base = base;
        this.web = new WebClient(URI.create(base));
    }

    /** Creates an account without signing in. */
    public Answer signUp(String username, String displayName) {
        return post("/api/accounts", Json.of("username", username, "displayName", displayName, "password", PASSWORD));
    }

    /** Signs in. If the response is 204, later requests send the session cookie. */
    public Answer signIn(String username, String password) {
        return post("/api/session", Json.of("username", username, "password", password));
    }

    /** Sends {@code GET}. */
    public Answer get(String path) {
        return web.get(path);
    }

    /** Sends a request with any method, body and headers. */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        return web.send(method, path, body, headers);
    }

    /** Sends {@code DELETE}. */
    public Answer delete(String path) {
        return web.delete(path);
    }

    /** Sends {@code PUT} with a JSON body. */
    public Answer put(String path, JsonObject body) {
        return web.put(path, body.toString());
    }

    /** Sends {@code PATCH} with a JSON body. */
    public Answer patch(String path, JsonObject body) {
        return web.patch(path, body.toString());
    }

    /** Sends {@code POST} with a JSON body. */
    public Answer post(String path, JsonObject body) {
        return web.post(path, body.toString());
    }

    /**
     * Loads a page and submits one of its forms.
     *
     * @param path of the page
     * @param form id of the form
     * @param button id of the button that submits it
     * @param typed alternating names and values of fields
     */
    public Answer submit(String path, String form, String button, String... typed) {
        return form(path, form, button, typed).get();
    }

    /**
     * Loads a page whose form is submitted later.
     *
     * @param path of the page
     * @param form id of the form
     * @param button id of the button that submits it
     * @param typed alternating names and values of fields
     * @return what submits the form
     */
    public Supplier<Answer> form(String path, String form, String button, String... typed) {
        String page = get(path).body();
        int start = page.indexOf("<form id=\"" + form + "\"");
        if (start < 0) {
            throw new AssertionError("No form '" + form + "' at " + path + ": " + page);
        }
        List<String> fields = new ArrayList<>(List.of(form, form, button, ""));
        Matcher hidden = HIDDEN.matcher(page.substring(start, page.indexOf("</form>", start)));
        while (hidden.find()) {
            fields.addAll(List.of(hidden.group(1), hidden.group(2)));
        }
        fields.addAll(List.of(typed));
        return () -> web.submit(path, fields.toArray(String[]::new));
    }

    /** Sets how long later requests wait for their answers, 60 s by default. {@return this client} */
    public RestClient waitingAtMost(Duration patience) {
        web.setPatience(patience);
        return this;
    }

    /** {@return the value of the {@code Cookie} header, empty if there are no cookies} */
    public String cookies() {
        return web.cookies();
    }

    /** Adds a cookie to later requests. */
    void addCookie(String name, String value) {
        web.withCookie(name, value);
    }

    /** Copies the session cookie of another client, under the name without a port, which the server accepts on every port. */
    void copySignIn(RestClient former) {
        web.withCookie(SIGN_IN, former.web.cookie(SIGN_IN));
    }

    /** {@return the URL of the server} */
    public String base() {
        return base;
    }
}
