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
 * Rejects changing requests of other sites with 403 (CSRF). If the headers are present, {@code Sec-Fetch-Site} must be
 * {@code same-origin} and {@code Origin} an allowed one. A request with neither header does not come from a browser and passes.
 * Safe methods pass, because {@link PathFilter} prevents that they submit a form.
 */
public class CrossSiteFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(CrossSiteFilter.class.getName());

    /** Methods that must not change anything (RFC 9110, 9.2.1). */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Inject
    transient AllowedOrigins origins;

    @Inject
    transient ClientAddress addresses;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SAFE.contains(request.getMethod()) || isSameSite(request)) {
            chain.doFilter(request, response);
        } else {
            LOG.info(() -> "Rejected a request from another site: path=" + LoggedPath.of(request.getRequestURI())
                    + ", address=" + addresses.of(request));
            RequestRejection.send(request, response, HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean isSameSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || site.equals("same-origin"))
                && (origin == null || origins.allows(origin, request.getLocalPort()));
    }
}
