package org.chatboard.system;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * Marks the session cookie {@code SameSite=Lax}, which Payara does not read from {@code web.xml}, and {@code Secure} where people
 * reach the server by https alone.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    AllowedOrigins origins;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(origins.httpsOnly());
    }
}
