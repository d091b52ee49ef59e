package org.chatboard.platform.http;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.web.AllowedOrigins;
import org.chatboard.platform.web.ClientAddress;

/**
 * Installs ChatBoard's HTTP filters at every listener of this Payara Micro when the application is deployed, and restores the
 * container's filters when it is undeployed. Servlet filters would be too late, because a thread is already assigned to the
 * request then; Payara has no settings for these limits.
 */
@WebListener
public class HttpFiltersListener implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(HttpFiltersListener.class.getName());

    @Inject
    Settings settings;

    @Inject
    AllowedOrigins origins;

    @Inject
    ClientAddress addresses;

    private AutoCloseable listeners;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            listeners = GrizzlyListeners.install(settings, origins, addresses);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "The limits on HTTP connections could not be installed: slow clients can block the server's threads."
                            + " Put a proxy in front that buffers whole requests, such as nginx.",
                    e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            if (listeners != null) {
                listeners.close();
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The server's own HTTP filters could not be restored", e);
        }
    }
}
