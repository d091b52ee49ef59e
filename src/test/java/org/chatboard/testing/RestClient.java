package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser or script, as far as it speaks HTTP. */
public final class RestClient {
    /** A password that the rules accept. */
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
        return web.get(path);
    }

    /** Sends {@code DELETE}. */
    public Answer delete(String path) {
        return web.delete(path);
    }

    /** Puts a JSON object. */
    public Answer put(String path, JsonObject body) {
        return web.put(path, body.toString());
    }

    /** Sends a JSON object. */
    public Answer post(String path, JsonObject body) {
        return web.post(path, body.toString());
    }

    /**
     * Shows a page and submits one of its forms.
     *
     * @param path of the page
     * @param form id of the form
     * @param button id of the button that submits it
     * @param typed names and values of fields in turn
     */
    public Answer submit(String path, String form, String button, String... typed) {
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
        return web.submit(path, fields.toArray(String[]::new));
    }

    /** The {@code Cookie} header, empty where there is none. */
    public String cookies() {
        return web.cookies();
    }

    /** Takes over the cookie of a sign-in, under the name without a port, which a server takes at any port. */
    void bring(RestClient former) {
        web.withCookie(SIGN_IN, former.web.cookie(SIGN_IN));
    }

    /** Address of the server. */
    public String base() {
        return base;
    }
}
