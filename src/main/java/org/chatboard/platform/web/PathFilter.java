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
 * Refuses addresses that are spelt so as to be read differently by two readers, and methods and types that nothing here has.
 *
 * <p>ChatBoard's own addresses are plain: whatever has an encoded dot, slash, backslash, per cent sign or semicolon, an empty
 * or dotted segment, a path parameter, or the name of the folder that holds the configuration, is nobody's link and is answered
 * 404 before any rule looks at it (CVE-2021-41381, CVE-2023-32315).
 *
 * <p>Faces takes a request of any method for a submitted form where a parameter names its view state. So that a link of another site
 * submits nothing, only the body of a POST may have that parameter; {@link CrossSiteFilter} judges the POST.
 */
public class PathFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int HEX = 16;

    private static final Pattern TRICK = Pattern.compile(
            "//|/\\.{1,2}(/|$)|[;\\\\\\p{Cntrl}]|%(2e|2f|5c|25|3b|7f|[01]|u)|(web|meta)-inf", Pattern.CASE_INSENSITIVE);

    /** A page has a name and nothing after it, but for the conversation with a person. */
    private static final Pattern PAGE = Pattern.compile("/[^/]*|/chat/[^/]*");

    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private static final String VIEW_STATE = "jakarta.faces.ViewState";
    private static final Pattern ENCODED = Pattern.compile("%([0-7]\\p{XDigit})");

    private static final Set<String> PAGE_METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> SCRIPT_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        boolean forScripts = RequestRejection.isForScripts(path);
        if (isTrick(path) || !(forScripts || StaticFiles.isStatic(path) || isPage(path))) {
            RequestRejection.send(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else if (!(forScripts ? SCRIPT_METHODS : PAGE_METHODS).contains(request.getMethod())) {
            RequestRejection.send(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!forScripts && !isForm(request.getContentType())) {
            RequestRejection.send(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (!forScripts && submitsFormByAddress(request)) {
            RequestRejection.send(request, response, HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The container reads the parameters of all but a POST, as Faces finds them; those of a POST may be in its body. */
    private static boolean submitsFormByAddress(HttpServletRequest request) {
        return hasViewState(request.getQueryString())
                || !request.getMethod().equals("POST")
                        && request.getParameterMap().keySet().stream().anyMatch(name -> name.endsWith(VIEW_STATE));
    }

    /** {@return whether a query, as it came over the wire, has the parameter that makes it a submitted form for Faces} */
    static boolean hasViewState(String query) {
        return query != null
                && Arrays.stream(query.split("&"))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .map(name -> ENCODED.matcher(name)
                                .replaceAll(code -> Matcher.quoteReplacement(
                                        String.valueOf((char) Integer.parseInt(code.group(1), HEX)))))
                        .anyMatch(name -> name.endsWith(VIEW_STATE));
    }

    /** {@return whether a page takes a body of this type; Faces answers 500 to a broken {@code multipart/form-data}} */
    static boolean isForm(String contentType) {
        return contentType == null || FORM.matcher(contentType).matches();
    }

    /** {@return whether a path is spelt as that of a page, be there one or not} */
    static boolean isPage(String path) {
        return PAGE.matcher(path).matches();
    }

    /** {@return whether a path, as it came over the wire, is not one that ChatBoard would ever write} */
    static boolean isTrick(String path) {
        return !path.startsWith("/") || TRICK.matcher(path).find();
    }
}
