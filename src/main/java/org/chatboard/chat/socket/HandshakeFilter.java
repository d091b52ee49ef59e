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

/**
 * Judges an upgrade to a socket before the container sees it, so that the answer is an HTTP status and not a socket that closes: 403
 * for an {@code Origin} that is not allowed, 429 for an account whose sockets were ended for floods again and again, 426 for a request that is no upgrade, as it is when a proxy took the header away. The
 * filters behind answer 401 where nobody is signed in, and 503 while the database cannot tell. Declared in {@code web.xml}, whose
 * filters come first.
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
                    "Connection", "close"); // else Grizzly, seeing Upgrade, sends no length and waits for 30 s
            Problem.of(
                            426,
                            "This address accepts only WebSocket upgrades. If a page sent one, a proxy on the way did not pass it on.")
                    .send(response);
        } else if (request.getUserPrincipal() instanceof SignedInAccount who) {
            LOG.info(() -> "WebSocket connecting: User=" + who.username());
            SocketGuard guard = new SocketGuard(settings.limits().frameBytes());
            chain.doFilter(new SocketRequest(request, new SocketPrincipal(who, guard)), response);
        } else {
            chain.doFilter(request, response); // SignInRequiredFilter knows why nobody is signed in
        }
    }

    /** Milliseconds until the account that is signed in may open a socket again; 0 where it may, or nobody is signed in. */
    private long floodWaitMs(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignedInAccount who
                ? rateLimits.of(who.accountId()).upgradeWaitMs()
                : 0;
    }

    /** Sockets of the account were ended with 4029 again and again: each new one would cost more than this answer. */
    private static void rejectFlooder(HttpServletResponse response, long waitMs) throws IOException {
        response.setHeader("Retry-After", String.valueOf(Math.max(1, (waitMs + 999) / 1_000)));
        Problem.of(429, "Sockets of this account were ended for sending too much. Wait before you open the next.")
                .send(response);
    }

    private static String printable(String header) {
        return header.replaceAll("[^\\x21-\\x7e]", "?");
    }

    /** The request as the container's sockets see it: with a guard between them and the network. */
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
