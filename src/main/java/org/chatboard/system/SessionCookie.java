package org.chatboard.system;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Marks the session cookie {@code Secure} where people reach the server by https alone. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    AllowedOrigins origins;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().getSessionCookieConfig().setSecure(origins.httpsOnly());
    }
}
