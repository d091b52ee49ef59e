package org.chatboard.people.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.support.ErrorReference;

/**
 * Tells the container who makes a request, by the cookie and at every request, so that a sign-in that ended is worth nothing at
 * the next one. It refuses nobody: the container calls it before the filters, whose headers and checks every answer has to
 * pass, so {@link SignInRequiredFilter} does that.
 */
@ApplicationScoped
public class ChatBoardAuthenticationMechanism implements HttpAuthenticationMechanism {
    /** Attribute of a request whose author could not be found out, since the database does not answer. */
    static final String UNKNOWN = ChatBoardAuthenticationMechanism.class.getName() + ".unknown";

    private static final Logger LOG = Logger.getLogger(ChatBoardAuthenticationMechanism.class.getName());

    @Inject
    SignInCache signIns;

    @Inject
    SignInCookie cookie;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (PublicPaths.needNobody(request.getRequestURI())) {
            return context.doNothing();
        }
        return who(request)
                .map(who ->
                        context.notifyContainerAboutLogin(who, Set.of(who.role().toLowerCase(Locale.ROOT))))
                .orElseGet(context::doNothing);
    }

    private Optional<SignedInAccount> who(HttpServletRequest request) {
        try {
            return cookie.read(request).flatMap(signIns::of);
        } catch (RuntimeException e) {
            ErrorReference.log(LOG, "The account of a request could not be determined", e);
            request.setAttribute(UNKNOWN, true);
            return Optional.empty();
        }
    }
}
