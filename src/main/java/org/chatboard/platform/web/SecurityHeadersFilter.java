package org.chatboard.platform.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatboard.platform.support.WebVersion;

/**
 * Sets the security headers of every response. It runs before all filters that may answer a request, and again for error pages,
 * because Faces resets the response before it shows one.
 */
public class SecurityHeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'");

    /**
     * The policy of scripts, styles and images. It applies only if such a file is opened by itself; in a page the policy of the
     * page applies.
     */
    private static final String POLICY_OF_FILES = "default-src 'none'; frame-ancestors 'none'";

    private static final String POLICY_OF_WORKER = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "camera=(), display-capture=(), geolocation=(), microphone=(self), payment=(), usb=()";

    @Inject
    transient AllowedOrigins origins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean file = StaticFiles.isStatic(request.getRequestURI());
        boolean worker = request.getRequestURI().equals(StaticFiles.SERVICE_WORKER);
        response.setDateHeader(
                "Date", System.currentTimeMillis()); // Payara sends none, and the doctor compares the clocks
        response.setHeader(
                "Content-Security-Policy",
                worker ? POLICY_OF_WORKER : file ? POLICY_OF_FILES : CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (!file) { // these headers have an effect only for pages
            response.setHeader("X-Frame-Options", "DENY");
            response.setHeader("Referrer-Policy", "same-origin");
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Permissions-Policy", PERMISSIONS_POLICY);
        }
        response.setHeader("Cache-Control", cacheControl(request.getRequestURI(), file));
        if (worker) {
            response.setHeader("Service-Worker-Allowed", "/");
        }
        if (origins.httpsOnly()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }

    /**
     * {@return the {@code Cache-Control} of a path} The error page for a missing file is not cached like a file, because its path
     * is that of the error page.
     */
    private static String cacheControl(String path, boolean file) {
        if (StaticFiles.isVersioned(path)) {
            return WebVersion.CACHED_FOR_EVER;
        }
        return file ? "no-cache" : "no-store";
    }
}
