package org.chatboard.people.signup;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.chatboard.platform.web.RequestPath;
import org.chatboard.platform.web.RequestRejection;

/** Answers 404 at the address of the first administrator, unless it has the valid code. */
public class FirstStartFilter extends HttpFilter {
    /** Path of the page; the code follows. */
    static final String PATH = "/first-start/";

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/first-start";

    @Inject
    transient FirstStart firstStart;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // in any case, because pages are files, which some file systems find in any case
        boolean first = RequestPath.decoded(request).toLowerCase(Locale.ROOT).startsWith(PAGE);
        if (first && !hasCode(request)) {
            RequestRejection.send(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean hasCode(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(PATH) && firstStart.accepts(path.substring(PATH.length()));
    }
}
