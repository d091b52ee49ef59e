package org.chatboard.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects ambiguous paths, and methods and content types that no route supports.
 *
 * <p>A path is ambiguous if two components could read it differently: it contains an encoded dot, slash, backslash, percent sign
 * or semicolon, an empty or dotted segment, a path parameter, or {@code WEB-INF} or {@code META-INF}. ChatBoard has no such
 * paths. They are answered 404 before any other rule applies (CVE-2021-41381, CVE-2023-32315).
 *
 * <p>Faces treats a request of any method as a submitted form if it has the parameter of the view state. Here only the body of a
 * POST may contain that parameter, so that a link of another site cannot submit a form; {@link CrossSiteFilter} checks the POST.
 */
public class PathFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int HEX = 16;

    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|/\\.{1,2}(/|$)|[;\\\\\\p{Cntrl}]|%(2e|2f|5c|25|3b|7f|[01]|u)|(web|meta)-inf", Pattern.CASE_INSENSITIVE);

    /** The paths of pages: one segment, or two for a conversation or a code. Those of files have up to four. */
    private static final Pattern PAGE = Pattern.compile(
            "/[^/]*|/(chat|room|join|first-start|help|files)/[^/]*|/(files|avatars)/[^/]*/[^/]*|/files/[^/]*/thumbnail/[^/]*");

    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private static final String VIEW_STATE = "jakarta.faces.ViewState";
    private static final Pattern ENCODED = Pattern.compile("%([0-7]\\p{XDigit})");

    private static final Set<String> PAGE_METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> API_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        boolean api = RequestRejection.isApiPath(path);
        if (isAmbiguous(path) || !(api || StaticFiles.isStatic(path) || isPage(path))) {
            RequestRejection.send(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else if (!(api ? API_METHODS : PAGE_METHODS).contains(request.getMethod())) {
            RequestRejection.send(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!api && !isForm(request.getContentType())) {
            RequestRejection.send(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (!api && hasViewStateOutsideBody(request)) {
            RequestRejection.send(request, response, HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * {@return whether a request has the view state in its query, or anywhere if it is no POST} The body of a POST may contain
     * it.
     */
    private static boolean hasViewStateOutsideBody(HttpServletRequest request) {
        return hasViewState(request.getQueryString())
                || !request.getMethod().equals("POST")
                        && request.getParameterMap().keySet().stream().anyMatch(name -> name.endsWith(VIEW_STATE));
    }

    /** {@return whether a query, as received, contains the parameter by which Faces recognises a submitted form} */
    static boolean hasViewState(String query) {
        return query != null
                && Arrays.stream(query.split("&"))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .map(name -> ENCODED.matcher(name)
                                .replaceAll(code -> Matcher.quoteReplacement(
                                        String.valueOf((char) Integer.parseInt(code.group(1), HEX)))))
                        .anyMatch(name -> name.endsWith(VIEW_STATE));
    }

    /**
     * {@return whether a page accepts this content type} {@code multipart/form-data} is rejected, because Faces answers 500 to a
     * malformed one.
     */
    static boolean isForm(String contentType) {
        return contentType == null || FORM.matcher(contentType).matches();
    }

    /** {@return whether a path has the form of a page's path; the page need not exist} */
    static boolean isPage(String path) {
        return PAGE.matcher(path).matches();
    }

    /** {@return whether a path, as received, is ambiguous or not absolute} */
    static boolean isAmbiguous(String path) {
        return !path.startsWith("/") || AMBIGUOUS.matcher(path).find();
    }
}
