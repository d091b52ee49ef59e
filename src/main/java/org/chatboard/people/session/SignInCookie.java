package org.chatboard.people.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.chatboard.platform.web.Cookies;

/** The cookie that says who makes a request. It is the only proof there is: there are no HTTP sessions. */
@ApplicationScoped
public class SignInCookie {
    /** Beginning of its name, and the whole of it in former versions, whose sign-ins last for {@link SignIn#LONGEST} at most. */
    public static final String NAME = "CHATBOARD_SIGN_IN";

    @Inject
    Cookies cookies;

    @Inject
    SignInService signIns;

    /** {@return the token that a request brings} */
    public Optional<String> read(HttpServletRequest request) {
        return cookies.read(request, NAME).or(() -> cookies.readAs(request, NAME));
    }

    /** Gives the browser a new token. */
    public void write(HttpServletRequest request, HttpServletResponse response, String token) {
        endFormer(request, response);
        cookies.write(request, response, NAME, token, SignIn.LONGEST);
    }

    /** Takes the token from the browser, and what it would fall back to. */
    public void clear(HttpServletRequest request, HttpServletResponse response) {
        endFormer(request, response);
        cookies.clear(request, response, NAME);
    }

    /**
     * Ends the sign-ins of tokens under former names, which a browser without a newer one would be signed in by again. A cookie without a
     * port may be another ChatBoard's on the same host: then it stays.
     */
    private void endFormer(HttpServletRequest request, HttpServletResponse response) {
        cookies.readFormer(request, NAME).forEach(this::end);
        Optional<String> withoutPort = cookies.readAs(request, NAME);
        boolean used = withoutPort.isPresent() && cookies.read(request, NAME).isEmpty();
        if (withoutPort.map(this::end).orElse(false) || used) {
            cookies.clearAs(request, response, NAME);
        }
    }

    private boolean end(String token) {
        Optional<SignInService.Found> found = signIns.find(token);
        found.ifPresent(known -> signIns.end(known.who().signInId()));
        return found.isPresent();
    }
}
