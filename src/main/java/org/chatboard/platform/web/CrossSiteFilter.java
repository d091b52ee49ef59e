package org.chatboard.platform.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Refuses changing requests that a page of another site makes: {@code Sec-Fetch-Site} must be {@code same-origin} and
 * {@code Origin} an allowed one, where they are sent. A request with neither is no browser's, and goes on to the sign-in check.
 * Methods that change nothing pass: {@link PathFilter} keeps them from submitting a form.
 */
public class CrossSiteFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(CrossSiteFilter.class.getName());

    /** Methods that change nothing. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Inject
    transient AllowedOrigins origins;

    @Inject
    transient ClientAddress addresses;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SAFE.contains(request.getMethod()) || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            LOG.info(() -> "Rejected a request from another site: path=" + request.getRequestURI() + ", address="
                    + addresses.of(request));
            RequestRejection.send(request, response, HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || site.equals("same-origin"))
                && (origin == null || origins.allows(origin, request.getLocalPort()));
    }
}
