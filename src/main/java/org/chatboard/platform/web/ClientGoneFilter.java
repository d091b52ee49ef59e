package org.chatboard.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends a request without a response if its client has closed the connection. Grizzly reuses the objects of a request as soon as
 * its connection is closed, even if a thread still processes it: an error page for such a request was sent to the next client.
 */
public class ClientGoneFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String CONNECTOR = "org.glassfish.grizzly.";
    private static final Logger LOG = Logger.getLogger(ClientGoneFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            if (!isFromConnector(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "A client disconnected before its answer was sent", e);
        }
    }

    private static boolean isFromConnector(IOException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith(CONNECTOR);
    }
}
