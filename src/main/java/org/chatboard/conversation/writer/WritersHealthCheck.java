package org.chatboard.conversation.writer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Reports in {@code /health/live} whether all room writers run. Only a restart of the process replaces a writer that has ended.
 */
@Liveness
@ApplicationScoped
public class WritersHealthCheck implements HealthCheck {
    @Inject
    MessageInbox inbox;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("writers").status(inbox.isAlive()).build();
    }
}
