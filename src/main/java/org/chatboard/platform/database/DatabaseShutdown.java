package org.chatboard.platform.database;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.support.ServerStopping;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Fires {@link ServerStopping} when the application stops, then shuts the embedded database down, so that the next start need not
 * recover it and another process may open it at once. Services observe this event, because their {@code @PreDestroy} methods run
 * after this listener, when the database is closed already.
 */
@WebListener
public class DatabaseShutdown implements ServletContextListener {
    /** SQL state of the exception by which Derby reports a successful shutdown. */
    private static final String SHUTDOWN_SUCCEEDED = "XJ015";

    private static final Logger LOG = Logger.getLogger(DatabaseShutdown.class.getName());

    @Inject
    Event<ServerStopping> stopping;

    private boolean embedded;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        embedded = Database.configuredUrl(ConfigProvider.getConfig()).isDerby();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        stopping.fire(new ServerStopping());
        if (!embedded) {
            return;
        }
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
        } catch (SQLException e) {
            if (SHUTDOWN_SUCCEEDED.equals(e.getSQLState())) {
                LOG.info("The embedded database is closed");
            } else {
                LOG.log(Level.WARNING, "The embedded database could not be closed; the next start repairs it", e);
            }
        }
    }
}
