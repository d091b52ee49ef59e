package org.chatboard.platform.disk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness check {@code disk}: up if messages can be stored. */
@Readiness
@ApplicationScoped
public class DiskHealthCheck implements HealthCheck {
    private static final String NAME = "disk";

    @Inject
    DiskSpace disk;

    @Override
    public HealthCheckResponse call() {
        return disk.isFull()
                ? HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", disk.reason())
                        .build()
                : HealthCheckResponse.up(NAME);
    }
}
