package org.chatboard.platform.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives every class that tells the time one UTC clock, so that a test can set it. */
@ApplicationScoped
public class ClockProducer {
    /** {@return the system's clock, in UTC} */
    @Produces
    public Clock clock() {
        return Clock.systemUTC();
    }
}
