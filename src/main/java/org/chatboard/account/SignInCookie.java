package org.chatboard.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.chatboard.system.AllowedOrigins;

/** The cookie that says who makes a request. It is the only proof there is: there are no HTTP sessions. */
@ApplicationScoped
public class SignInCookie {
    /** Its name. */
    public static final String NAME = "CHATBOARD_SIGN_IN";

    @Inject
    AllowedOrigins origins;

    /** {@return the token that a request brings} */
    public Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Gives the browser a new token. */
    public void write(HttpServletRequest request, HttpServletResponse response, String token) {
        response.addCookie(cookie(request, token, (int) SignIn.LONGEST.toSeconds()));
    }

    /** Takes the token from the browser. */
    public void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    private Cookie cookie(HttpServletRequest request, String value, int maxAgeSeconds) {
        Cookie cookie = new Cookie(NAME, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || origins.httpsOnly());
        cookie.setMaxAge(maxAgeSeconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
