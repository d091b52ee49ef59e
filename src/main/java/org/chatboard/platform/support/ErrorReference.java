package org.chatboard.platform.support;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs errors with a reference that is also shown to the user, so that the operator can find the log entry. */
public final class ErrorReference {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ErrorReference() {}

    /**
     * Logs an error at SEVERE, with its stack trace.
     *
     * @param operation the operation that failed, without secret or private data
     * @param cause may be null
     * @return the reference, eight hexadecimal digits
     */
    public static String log(Logger log, String operation, Throwable cause) {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        String reference = HexFormat.of().formatHex(bytes);
        log.log(Level.SEVERE, cause, () -> "Error " + reference + ": " + operation);
        return reference;
    }
}
