package org.chatboard.people.session;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.limit.ConcurrencyLimiters;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.web.RequestRejection;

/**
 * Limits what one account asks for over HTTP. Each page and each read by REST takes a permit of the account's other frames, as a frame
 * on its sockets does, and few of them run at the same time: twenty reads at once made everybody else wait. What is too much is answered
 * 429 with {@code Retry-After}. Writes by REST take their permits where they are done; upgrades have limits of their own.
 */
public class RequestLimitFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Requests of one account that run at the same time. */
    private static final int AT_ONCE = 2;

    /** Those that wait, each with a worker thread. */
    private static final int WAITING = 8;

    /** Pages that wait besides: a browser opens all its tabs again at once, and shows to people what is rejected. */
    private static final int WAITING_PAGES = 30;

    /** The same of all accounts together: a quarter of the worker threads. */
    private static final int WAITING_PAGES_OF_ALL = 32;

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration MAX_PAGE_WAIT = Duration.ofSeconds(5);
    private static final long RETRY_AFTER_SECONDS = 1;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final transient ConcurrencyLimiters<Long> running = new ConcurrencyLimiters<>(AT_ONCE, WAITING, MAX_WAIT);
    private final transient Semaphore waitingPages = new Semaphore(WAITING_PAGES_OF_ALL);

    @Inject
    transient RequestRateLimiter rateLimiter;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getUserPrincipal() instanceof SignedInAccount who) || !isLimited(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            rateLimiter.acquireRequestPermit();
        } catch (RejectedException e) {
            reject(request, response, e.retryAfterSeconds().orElse(RETRY_AFTER_SECONDS));
            return;
        }
        if (!acquire(request, who.accountId())) {
            reject(request, response, RETRY_AFTER_SECONDS);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            running.release(who.accountId());
        }
    }

    /** A page waits among the account's few where those of all accounts are too many. */
    private boolean acquire(HttpServletRequest request, long account) {
        boolean page = READS.contains(request.getMethod()) && !RequestRejection.isApiPath(request.getRequestURI());
        if (!page || !waitingPages.tryAcquire()) {
            return running.acquire(account);
        }
        try {
            return running.acquire(account, WAITING_PAGES, MAX_PAGE_WAIT);
        } finally {
            waitingPages.release();
        }
    }

    private static boolean isLimited(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !RequestRejection.isApiPath(path)
                || READS.contains(request.getMethod()) && !path.equals("/ws") && !path.startsWith("/ws/");
    }

    private static void reject(HttpServletRequest request, HttpServletResponse response, long seconds)
            throws IOException {
        response.setHeader("Retry-After", String.valueOf(seconds));
        RequestRejection.send(request, response, TOO_MANY_REQUESTS);
    }
}
