package org.chatboard.people.help;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The address of a help link, {@code /help/CODE}. Moves the code into a cookie and redirects to the page, so that the history of the browser
 * and the header {@code Referer} do not have it. Answers every code alike; opening the address uses nothing, because programs that preview
 * links open it too.
 */
@WebServlet(HelpLinkServlet.PATH + "*")
public class HelpLinkServlet extends HttpServlet {
    /** The path of a link, before its code. */
    public static final String PATH = "/help/";

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/new-password";

    /** A code that a cookie can contain; no other code exists. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Inject
    transient HelpCookie cookie;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo();
        if (info == null) { // the path without a slash, which is no link
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String code = info.substring(1);
        if (CODE.matcher(code).matches()) {
            cookie.write(request, response, code);
        } else {
            cookie.clear(request, response);
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", PAGE); // sendRedirect would build an absolute URL from the Host header
    }
}
