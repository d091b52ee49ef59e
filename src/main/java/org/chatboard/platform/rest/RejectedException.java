package org.chatboard.platform.rest;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Thrown when a request is rejected. The answer tells the user the reason. An EJB rolls its transaction back and throws this
 * exception to its caller without wrapping it.
 */
@ApplicationException(rollback = true, inherited = true)
public class RejectedException extends RuntimeException {
    /** Status of an answer because the disk is full (RFC 4918, 11.5). */
    public static final int INSUFFICIENT_STORAGE = 507;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> errors;
    private final Duration retryAfter;

    /**
     * Creates a rejection without field errors and without a time to wait.
     *
     * @param status the HTTP status of the answer
     * @param message for the user, in the user's language
     */
    public RejectedException(int status, String message) {
        this(status, message, Map.of(), null);
    }

    /**
     * Creates a rejection.
     *
     * @param status the HTTP status of the answer
     * @param message for the user, in the user's language
     * @param errors messages by invalid field
     * @param retryAfter time after which a retry may succeed; null if waiting does not help
     */
    public RejectedException(int status, String message, Map<String, String> errors, Duration retryAfter) {
        super(message, null, false, false); // a rejection is not a fault: no stack trace
        this.status = status;
        this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors)); // keeps the order
        this.retryAfter = retryAfter;
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return messages by invalid field} */
    public Map<String, String> errors() {
        return errors;
    }

    /** {@return seconds after which a retry may succeed, rounded up; empty if waiting does not help} */
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** {@return this rejection as a problem} */
    public Problem toProblem() {
        return new Problem(status, getMessage(), errors, null);
    }
}
