package org.chatboard.people.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of the sign-in page, and of the sign-up page beside it. Each carries the page that the visitor wanted. */
public final class SignInPage {
    private static final String PATH = "/sign-in";

    private SignInPage() {}

    /**
     * {@return the address for a visitor who must sign in first}
     *
     * @param from the wanted page; blank for none
     */
    public static String before(String from) {
        return before(PATH, from);
    }

    /** {@return the address for a visitor who has no account yet} */
    public static String signUp(String from) {
        return before("/sign-up", from);
    }

    private static String before(String path, String from) {
        return from.isBlank() ? path : path + "?from=" + encode(from);
    }

    /**
     * {@return the address to go to with a new sign-in cookie} The page redirects to {@code from} where the browser brings the
     * cookie back, and says that cookies are blocked where it does not.
     */
    public static String afterSignIn(String from) {
        return with("signedIn", from);
    }

    /** {@return the address for a visitor whose new account is stored, and who could not be signed in at once} */
    public static String afterSignUp(String from) {
        return with("signedUp", from);
    }

    /** {@return the address for a visitor whose sign-in has ended} */
    public static String afterSession(String from) {
        return with("sessionEnded", from);
    }

    private static String with(String what, String from) {
        return PATH + "?" + what + "=true" + (from.isBlank() ? "" : "&from=" + encode(from));
    }

    private static String encode(String from) {
        return URLEncoder.encode(from, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
