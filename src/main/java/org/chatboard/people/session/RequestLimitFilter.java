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
import java.util.regex.Pattern;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.limit.ConcurrencyLimiters;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.web.RequestRejection;

/**
 * Limits the HTTP requests of one account. Each page and each REST read takes a permit from the bucket that limits the account's
 * socket frames, each request of a file or avatar one from its own, and at most {@value #MAX_RUNNING} of them run at the same time: without this limit, twenty parallel reads of one
 * account delayed all others. A rejected request is answered 429 with {@code Retry-After}. REST writes take their permits in
 * their resources; WebSocket upgrades have their own limits.
 */
public class RequestLimitFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Requests of one account that may run at the same time. */
    private static final int MAX_RUNNING = 2;

    /** Requests of one account that may wait. Each blocks a worker thread. */
    private static final int MAX_WAITING = 8;

    /**
     * Pages of one account that may wait in addition, because a browser restores all tabs at once, and users would see each
     * rejection.
     */
    private static final int MAX_WAITING_PAGES = 30;

    /** Waiting pages of all accounts together: a quarter of the worker threads. */
    private static final int MAX_WAITING_PAGES_OF_ALL_ACCOUNTS = 32;

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration MAX_PAGE_WAIT = Duration.ofSeconds(5);
    private static final long RETRY_AFTER_SECONDS = 1;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern FILES = Pattern.compile("/(files|avatars)/.*");
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final transient ConcurrencyLimiters<Long> running =
            new ConcurrencyLimiters<>(MAX_RUNNING, MAX_WAITING, MAX_WAIT);
    private final transient Semaphore waitingPages = new Semaphore(MAX_WAITING_PAGES_OF_ALL_ACCOUNTS);

    @Inject
    transient RequestRateLimiter rateLimiter;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getUserPrincipal() instanceof SignedInAccount account) || !isLimited(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            if (FILES.matcher(request.getRequestURI()).matches()) {
                rateLimiter.acquireFilePermit();
            } else {
                rateLimiter.acquireRequestPermit();
            }
        } catch (RejectedException e) {
            reject(request, response, e.retryAfterSeconds().orElse(RETRY_AFTER_SECONDS));
            return;
        }
        if (!acquire(request, account.accountId())) {
            reject(request, response, RETRY_AFTER_SECONDS);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            running.release(account.accountId());
        }
    }

    /** Acquires a slot. If too many pages of all accounts wait already, a page has only the short queue of other requests. */
    private boolean acquire(HttpServletRequest request, long accountId) {
        boolean page = READS.contains(request.getMethod()) && !RequestRejection.isApiPath(request.getRequestURI());
        if (!page || !waitingPages.tryAcquire()) {
            return running.acquire(accountId);
        }
        try {
            return running.acquire(accountId, MAX_WAITING_PAGES, MAX_PAGE_WAIT);
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
