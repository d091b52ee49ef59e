package org.chatboard.people.credential;

import java.time.Duration;
import java.util.Map;
import org.chatboard.platform.rest.RejectedException;

/**
 * Thrown when no password hash slot frees up in time. The request has changed nothing; the answer is 503 with
 * {@code Retry-After}.
 */
public class BusyException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a translated message for the user. */
    public BusyException(String message) {
        super(503, message, Map.of(), Duration.ofSeconds(5));
    }
}
