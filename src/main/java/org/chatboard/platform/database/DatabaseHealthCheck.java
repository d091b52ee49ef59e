package org.chatboard.platform.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.chatboard.platform.i18n.Translations;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness check {@code database}: up if a connection of the pool is valid within {@value #TIMEOUT_SECONDS} seconds. */
@Readiness
@ApplicationScoped
public class DatabaseHealthCheck implements HealthCheck {
    private static final String NAME = "database";
    private static final int TIMEOUT_SECONDS = 5;
    private static final Logger LOG = Logger.getLogger(DatabaseHealthCheck.class.getName());

    @Resource(lookup = Database.JNDI_NAME)
    DataSource database;

    @Override
    public HealthCheckResponse call() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS) ? HealthCheckResponse.up(NAME) : down();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, e, () -> "The database does not answer");
            return down();
        }
    }

    private static HealthCheckResponse down() {
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("reason", Translations.text("server.unavailable"))
                .build();
    }
}
