package org.chatboard.people.signin;

import java.time.Duration;
import java.util.Map;
import org.chatboard.platform.rest.RejectedException;

/** Somebody tries too often: nothing was looked at. */
public class TooManyAttemptsException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence for a person
     * @param retryAfter how long to wait
     */
    public TooManyAttemptsException(String message, Duration retryAfter) {
        super(429, message, Map.of(), retryAfter);
    }
}
