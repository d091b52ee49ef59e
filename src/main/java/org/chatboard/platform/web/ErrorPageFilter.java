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
 * Shows an error page as if it had been asked for by a plain GET: with the parameters of the form that failed, Faces would try
 * to restore that form's view within the error page. A fault gets its reference here, as {@code #{errorReference}}.
 */
public class ErrorPageFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String HTML = "text/html;charset=UTF-8";
    private static final Logger LOG = Logger.getLogger(ErrorPageFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause) {
            tell(request, response, cause);
        }
        response.setContentType(HTML); // the container would say XHTML, by the name of the page's file
        chain.doFilter(new PlainGet(request), response);
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response, Throwable cause) {
        String what = request.getMethod() + " " + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (cause instanceof ViewExpiredException) {
            LOG.info(() -> "A form was open for too long: " + what);
            response.setStatus(HttpServletResponse.SC_CONFLICT);
        } else if (response.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            request.setAttribute("errorReference", ErrorReference.log(LOG, what, cause));
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
