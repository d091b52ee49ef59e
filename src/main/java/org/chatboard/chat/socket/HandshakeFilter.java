package org.chatboard.chat.socket;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.security.Principal;
import java.util.logging.Logger;
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.guard.GuardedUpgradeHandler;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.rest.Problem;
import org.chatboard.platform.web.AllowedOrigins;
import org.chatboard.platform.web.RequestClient;

/**
 * Checks an upgrade request before the container does, so that a rejected client gets an HTTP status instead of a socket that
 * closes: 403 for an {@code Origin} that is not allowed, 426 if the {@code Upgrade} header is missing, for example because a
 * proxy removed it, and 429 after floods of the account. Later filters answer 401 without a valid sign-in, and 503 while the
 * database cannot be read. Declared in {@code web.xml}, whose filters run before the container's own.
 */
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(HandshakeFilter.class.getName());

    @Inject
    transient AllowedOrigins origins;

    @Inject
    transient Settings settings;

    @Inject
    transient AccountRateLimits rateLimits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin != null && !origins.allows(origin, request.getLocalPort())) {
            LOG.info(() -> "WebSocket rejected: Origin " + printable(origin)
                    + " is not one of CHATBOARD_ORIGINS, address " + request.getRemoteAddr());
            Problem.of(403, "The origin of this page is not in CHATBOARD_ORIGINS, so it cannot open a socket.")
                    .send(response);
        } else if (floodWaitMs(request) > 0) {
            rejectFlooder(response, floodWaitMs(request));
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader(
                    "Connection", "close"); // otherwise Grizzly sends no length after an Upgrade header and waits 30 s
            Problem.of(
                            426,
                            "This address accepts only WebSocket upgrades. If a page sent one, a proxy on the way did not pass it on.")
                    .send(response);
        } else if (request.getUserPrincipal() instanceof SignedInAccount account) {
            LOG.info(() -> "WebSocket connecting: User=" + account.username());
            SocketGuard guard = new SocketGuard(settings.limits().frameBytes(), RequestClient.of(request));
            chain.doFilter(new SocketRequest(request, new SocketPrincipal(account, guard)), response);
        } else {
            chain.doFilter(request, response); // SignInRequiredFilter answers 401 or 503
        }
    }

    /** {@return milliseconds until the account of the request may open a socket again; 0 if it may, or without a sign-in} */
    private long floodWaitMs(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignedInAccount account
                ? rateLimits.of(account.accountId()).upgradeWaitMs()
                : 0;
    }

    /** Answers 429: sockets of the account were closed with 4029 repeatedly, and one more would cost more than this answer. */
    private static void rejectFlooder(HttpServletResponse response, long waitMs) throws IOException {
        response.setHeader("Retry-After", String.valueOf(Math.max(1, (waitMs + 999) / 1_000)));
        Problem.of(429, "Sockets of this account were ended for sending too much. Wait before you open the next.")
                .send(response);
    }

    private static String printable(String header) {
        return header.replaceAll("[^\\x21-\\x7e]", "?");
    }

    /** Puts a {@link SocketGuard} between the network and the container's upgrade handler. */
    private static final class SocketRequest extends HttpServletRequestWrapper {
        private final SocketPrincipal caller;

        SocketRequest(HttpServletRequest request, SocketPrincipal caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
            try {
                T handler = type.getDeclaredConstructor().newInstance();
                super.upgrade(GuardedUpgradeHandler.class).wrap(handler, caller.guard());
                return handler;
            } catch (ReflectiveOperationException e) {
                throw new ServletException(e);
            }
        }

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }
    }
}
