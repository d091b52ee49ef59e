package org.chatboard.people.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chatboard.platform.web.Cookies;

/** The cookie with the code of a help link, between its address and the new password. It keeps the code out of the pages' addresses. */
@ApplicationScoped
public class HelpCookie {
    private static final String NAME = "CHATBOARD_HELP";

    @Inject
    Cookies cookies;

    /** {@return the code of a request, not validated; empty if it has none} */
    String read(HttpServletRequest request) {
        return cookies.read(request, NAME).orElse("");
    }

    void write(HttpServletRequest request, HttpServletResponse response, String code) {
        cookies.write(request, response, NAME, code, HelpLink.LIFETIME);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        cookies.clear(request, response, NAME);
    }
}
