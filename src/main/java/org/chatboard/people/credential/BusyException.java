package org.chatboard.people.credential;

import java.time.Duration;
import java.util.Map;
import org.chatboard.platform.rest.RejectedException;

/** Thrown where the server has too much to do for a request, of which nothing has happened; answered 503 with {@code Retry-After}. */
public class BusyException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for a person */
    public BusyException(String message) {
        super(503, message, Map.of(), Duration.ofSeconds(5));
    }
}
