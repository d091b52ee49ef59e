package org.chatboard.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.chatboard.system.OwnCookies;

/** The cookie that says who makes a request. It is the only proof there is: there are no HTTP sessions. */
@ApplicationScoped
public class SignInCookie {
    /** Beginning of its name, and the whole of it in former versions, whose sign-ins last for {@link SignIn#LONGEST} at most. */
    public static final String NAME = "CHATBOARD_SIGN_IN";

    @Inject
    OwnCookies cookies;

    /** {@return the token that a request brings} */
    public Optional<String> read(HttpServletRequest request) {
        return cookies.read(request, NAME).or(() -> cookies.readAs(request, NAME));
    }

    /** Gives the browser a new token. */
    public void write(HttpServletRequest request, HttpServletResponse response, String token) {
        cookies.write(request, response, NAME, token, SignIn.LONGEST);
    }

    /** Takes the token from the browser; one of a former version where that was what it brought. */
    public void clear(HttpServletRequest request, HttpServletResponse response) {
        if (cookies.read(request, NAME).isEmpty()) {
            cookies.clearAs(request, response, NAME);
        }
        cookies.clear(request, response, NAME);
    }
}
