package org.chatboard.conversation.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** {@code /health/live}: messages are taken. A writer that has ended comes back with the process alone. */
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
