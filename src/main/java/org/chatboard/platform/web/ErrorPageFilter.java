package org.chatboard.platform.web;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.logging.Logger;
import org.chatboard.platform.support.ErrorReference;

/**
 * Presents the request for an error page to Faces as a GET without parameters: with the parameters of a failed form, Faces would
 * try to restore the view of that form. Logs a fault and passes its reference to the page as {@code #{errorReference}}.
 */
public class ErrorPageFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String HTML = "text/html;charset=UTF-8";
    private static final Logger LOG = Logger.getLogger(ErrorPageFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause) {
            logFault(request, response, cause);
        }
        response.setContentType(HTML); // the container would send XHTML because of the file's extension
        chain.doFilter(new PlainGet(request), response);
    }

    private static void logFault(HttpServletRequest request, HttpServletResponse response, Throwable cause) {
        String failed =
                request.getMethod() + " " + LoggedPath.of(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (cause instanceof ViewExpiredException) {
            LOG.info(() -> "A form was open for too long: " + failed);
            response.setStatus(HttpServletResponse.SC_CONFLICT);
        } else if (response.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            request.setAttribute("errorReference", ErrorReference.log(LOG, failed, cause));
        }
    }

    private static final class PlainGet extends HttpServletRequestWrapper {
        PlainGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String[] getParameterValues(String name) {
            return null;
        }
    }
}
