package org.chatboard.people.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatboard.platform.web.RequestRejection;

/** Lets in who is signed in; leads a person to the sign-in page, and back, and answers a script 401. */
public class SignInRequiredFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (PublicPaths.isOpen(request.getMethod(), path) || request.getUserPrincipal() != null) {
            chain.doFilter(request, response);
        } else if (request.getAttribute(ChatBoardAuthenticationMechanism.UNKNOWN) != null) {
            RequestRejection.send(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (RequestRejection.isApiPath(path)) {
            RequestRejection.send(request, response, HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", signInPage(request)); // sendRedirect would repeat the Host header's name
        }
    }

    /** A form posts to its page's own address, so the address of a POST is a wanted page too. */
    private static String signInPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        String from = query == null ? path : path + "?" + query;
        return SignInPage.before(path.equals("/") ? "" : from);
    }
}
