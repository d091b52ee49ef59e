package org.chatboard.people.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Builds the addresses of the sign-in and sign-up pages. Each has the page that the visitor requested as its parameter {@code
 * from}.
 */
public final class SignInPage {
    private static final String PATH = "/sign-in";

    private SignInPage() {}

    /**
     * {@return the address for a visitor who must sign in first}
     *
     * @param from the requested page; blank for none
     */
    public static String signIn(String from) {
        return address(PATH, from);
    }

    /** {@return the address for a visitor who has no account yet} */
    public static String signUp(String from) {
        return address("/sign-up", from);
    }

    private static String address(String path, String from) {
        return from.isBlank() ? path : path + "?from=" + encode(from);
    }

    /**
     * {@return the address after a successful sign-in} The page redirects to {@code from} if the browser sends the new cookie,
     * and otherwise shows that cookies are blocked.
     */
    public static String afterSignIn(String from) {
        return withFlag("signedIn", from);
    }

    /** {@return the address for a visitor whose new account is stored but whose sign-in failed} */
    public static String afterSignUp(String from) {
        return withFlag("signedUp", from);
    }

    /** {@return the address for a visitor whose sign-in has ended} */
    public static String afterSessionEnded(String from) {
        return withFlag("sessionEnded", from);
    }

    private static String withFlag(String flag, String from) {
        return PATH + "?" + flag + "=true" + (from.isBlank() ? "" : "&from=" + encode(from));
    }

    private static String encode(String from) {
        return URLEncoder.encode(from, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
