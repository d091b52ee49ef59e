package org.chatboard.people.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.chatboard.platform.web.Cookies;

/** The cookie with the sign-in token. It is the only credential of a request: ChatBoard uses no HTTP sessions. */
@ApplicationScoped
public class SignInCookie {
    /**
     * Prefix of the cookie's name; the port follows. Former versions used it without a port. Their sign-ins end within {@link
     * SignIn#MAX_AGE}.
     */
    public static final String NAME = "CHATBOARD_SIGN_IN";

    @Inject
    Cookies cookies;

    @Inject
    SignInService signIns;

    /** {@return the token of a request, not validated} */
    public Optional<String> read(HttpServletRequest request) {
        return cookies.read(request, NAME).or(() -> cookies.readAs(request, NAME));
    }

    /** Sets the cookie with a new token. */
    public void write(HttpServletRequest request, HttpServletResponse response, String token) {
        endFormerSignIns(request, response);
        cookies.write(request, response, NAME, token, SignIn.MAX_AGE);
    }

    /** Removes the cookie and the cookies of former versions. */
    public void clear(HttpServletRequest request, HttpServletResponse response) {
        endFormerSignIns(request, response);
        cookies.clear(request, response, NAME);
    }

    /**
     * Ends the sign-ins of cookies with former names; otherwise they would sign the browser in again. A cookie without a port may
     * belong to another ChatBoard on the same host, so it is removed only if its token is valid here or was used for this
     * request.
     */
    private void endFormerSignIns(HttpServletRequest request, HttpServletResponse response) {
        cookies.readFormer(request, NAME).forEach(this::end);
        Optional<String> withoutPort = cookies.readAs(request, NAME);
        boolean used = withoutPort.isPresent() && cookies.read(request, NAME).isEmpty();
        if (withoutPort.map(this::end).orElse(false) || used) {
            cookies.clearAs(request, response, NAME);
        }
    }

    private boolean end(String token) {
        Optional<SignInService.ValidSignIn> signIn = signIns.find(token);
        signIn.ifPresent(valid -> signIns.end(valid.account().signInId()));
        return signIn.isPresent();
    }
}
