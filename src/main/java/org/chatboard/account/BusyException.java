package org.chatboard.account;

import java.time.Duration;
import java.util.Map;
import org.chatboard.system.RefusedException;

/** Thrown where the server has too much to do for a request, of which nothing has happened; answered 503 with {@code Retry-After}. */
public class BusyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for a person */
    public BusyException(String message) {
        super(503, message, Map.of(), Duration.ofSeconds(5));
    }
}
