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
 * Puts the security headers on every answer. It is the first filter of {@code web.xml} that answers, and runs once more for error pages,
 * since Faces resets an answer before it shows one.
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

    /** Of a script, a style or an image, whose page's policy counts: opened by itself it may do nothing. Dozens go with a page. */
    private static final String POLICY_OF_FILES = "default-src 'none'; frame-ancestors 'none'";

    private static final String POLICY_OF_WORKER = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    @Inject
    transient AllowedOrigins origins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean file = StaticFiles.isStatic(request.getRequestURI());
        boolean worker = request.getRequestURI().equals(StaticFiles.SERVICE_WORKER);
        response.setDateHeader("Date", System.currentTimeMillis()); // Payara sends none; the doctor compares the clocks
        response.setHeader(
                "Content-Security-Policy",
                worker ? POLICY_OF_WORKER : file ? POLICY_OF_FILES : CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (!file) { // they count for pages alone
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

    /** An error page for a missing file has an address of its own, and so is never cached as the file would be. */
    private static String cacheControl(String path, boolean file) {
        if (StaticFiles.isVersioned(path)) {
            return WebVersion.CACHED_FOR_EVER;
        }
        return file ? "no-cache" : "no-store";
    }
}
