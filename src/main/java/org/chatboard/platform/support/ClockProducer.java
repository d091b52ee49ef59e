package org.chatboard.platform.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Produces the clock that all beans inject; unit tests pass another one. */
@ApplicationScoped
public class ClockProducer {
    /** {@return the system's clock, in UTC} */
    @Produces
    public Clock clock() {
        return Clock.systemUTC();
    }
}
