package org.chatboard.people.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatboard.platform.web.RequestRejection;

/**
 * Requires a sign-in for all requests that are not public. An anonymous page request is redirected to the sign-in page; an
 * anonymous script request is answered 401. If the account could not be read, the answer is 503.
 */
public class SignInRequiredFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (PublicPaths.isPublic(request.getMethod(), path) || request.getUserPrincipal() != null) {
            chain.doFilter(request, response);
        } else if (request.getAttribute(ChatBoardAuthenticationMechanism.ACCOUNT_UNKNOWN) != null) {
            RequestRejection.send(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (RequestRejection.isApiPath(path)) {
            RequestRejection.send(request, response, HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(
                    "Location", signInPage(request)); // sendRedirect would build an absolute URL from the Host header
        }
    }

    /**
     * {@return the address of the sign-in page} Forms post to the address of their page, so {@code from} works for a POST too.
     */
    private static String signInPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        String from = query == null ? path : path + "?" + query;
        return SignInPage.signIn(path.equals("/") ? "" : from);
    }
}
