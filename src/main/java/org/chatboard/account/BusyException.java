package org.chatboard.account;

import java.time.Duration;
import java.util.Map;
import org.chatboard.system.RefusedException;

/** Too much is going on: nothing happened, and a little later it will go. */
public class BusyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for a person */
    public BusyException(String message) {
        super(503, message, Map.of(), Duration.ofSeconds(5));
    }
}
