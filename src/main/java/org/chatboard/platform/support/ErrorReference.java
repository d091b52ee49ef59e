package org.chatboard.platform.support;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ties what a person is told of a fault to what the log says of it. */
public final class ErrorReference {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ErrorReference() {}

    /**
     * Logs a fault, stack trace included.
     *
     * @param log where to
     * @param what the operation that failed, without anything secret or private
     * @param cause what went wrong
     * @return eight hexadecimal digits, which the log line carries too
     */
    public static String log(Logger log, String what, Throwable cause) {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        String reference = HexFormat.of().formatHex(bytes);
        log.log(Level.SEVERE, cause, () -> "Error " + reference + ": " + what);
        return reference;
    }
}
