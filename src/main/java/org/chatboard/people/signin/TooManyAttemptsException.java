package org.chatboard.people.signin;

import java.time.Duration;
import java.util.Map;
import org.chatboard.platform.rest.RejectedException;

/**
 * Thrown when a client must wait before the next attempt. The attempt was not evaluated; the answer is 429 with {@code
 * Retry-After}.
 */
public class TooManyAttemptsException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message translated message for the user
     * @param retryAfter time until the next attempt is allowed
     */
    public TooManyAttemptsException(String message, Duration retryAfter) {
        super(429, message, Map.of(), retryAfter);
    }
}
