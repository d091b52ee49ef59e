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
 * Authenticates each HTTP request by its sign-in cookie, so that a revoked sign-in is invalid at the next request. It never
 * rejects a request, because the container calls it before the filters, and every answer must get the headers that the filters
 * set. {@link SignInRequiredFilter} rejects anonymous requests.
 */
@ApplicationScoped
public class ChatBoardAuthenticationMechanism implements HttpAuthenticationMechanism {
    /** Request attribute: set if the database could not be read, so that the account is unknown. */
    static final String ACCOUNT_UNKNOWN = ChatBoardAuthenticationMechanism.class.getName() + ".accountUnknown";

    private static final Logger LOG = Logger.getLogger(ChatBoardAuthenticationMechanism.class.getName());

    @Inject
    SignInCache signIns;

    @Inject
    SignInCookie cookie;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (PublicPaths.skipsAuthentication(request.getRequestURI())) {
            return context.doNothing();
        }
        return authenticate(request)
                .map(account -> context.notifyContainerAboutLogin(
                        account, Set.of(account.role().toLowerCase(Locale.ROOT))))
                .orElseGet(context::doNothing);
    }

    private Optional<SignedInAccount> authenticate(HttpServletRequest request) {
        try {
            return cookie.read(request).flatMap(signIns::get);
        } catch (RuntimeException e) {
            ErrorReference.log(LOG, "The account of a request could not be determined", e);
            request.setAttribute(ACCOUNT_UNKNOWN, true);
            return Optional.empty();
        }
    }
}
