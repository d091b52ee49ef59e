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
 * Puts ChatBoard's own filters before the container's, at every HTTP listener of this Payara Micro: a servlet filter would come too late,
 * since by then a thread works at the request. No setting of Payara bounds what a client may make it wait for.
 */
@WebListener
public class HttpEdge implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(HttpEdge.class.getName());

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
            listeners = GrizzlyListeners.guard(settings, origins, addresses);
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
