package org.chatboard.people.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.web.RequestPath;
import org.chatboard.platform.web.RequestRejection;

/**
 * Answers 404 to everybody but administrators at the administrator's page and at all routes below {@code /api/admin}, as if they did
 * not exist. {@link SignInRequiredFilter} runs before, and answers anonymous requests as it does at every other address.
 */
public class AdministratorFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Pattern ADMINISTRATION = Pattern.compile("/admin(\\.xhtml)?|/api/admin(/.*)?");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isAdministration(RequestPath.decoded(request)) && !isAdministrator(request)) {
            RequestRejection.send(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * {@return whether a path belongs to administrators alone}
     *
     * @param path decoded; in any case, because pages are files, which some file systems find in any case
     */
    static boolean isAdministration(String path) {
        return ADMINISTRATION.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isAdministrator(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignedInAccount account && account.isAdministrator();
    }
}
