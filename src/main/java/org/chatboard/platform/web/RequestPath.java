package org.chatboard.platform.web;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as the container reads it. */
public final class RequestPath {
    private RequestPath() {}

    /** {@return the path by which the container chooses a page or route} The request URI may be encoded where this is not. */
    public static String decoded(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
