package org.chatboard.platform.rest;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request was refused for a reason that its author may know. The transaction is rolled back, and the exception reaches the
 * caller of a service as it is.
 */
@ApplicationException(rollback = true, inherited = true)
public class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> errors;
    private final Duration retryAfter;

    /**
     * @param status the HTTP status that says it best
     * @param message a sentence for a person
     */
    public RejectedException(int status, String message) {
        this(status, message, Map.of(), null);
    }

    /**
     * @param status the HTTP status that says it best
     * @param message a sentence for a person
     * @param errors a sentence for each field that was refused
     * @param retryAfter when it may go better, or null where waiting does not help
     */
    public RejectedException(int status, String message, Map<String, String> errors, Duration retryAfter) {
        super(message, null, false, false); // a refusal is no fault: nobody reads its stack
        this.status = status;
        this.errors = Map.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the sentences by field} */
    public Map<String, String> errors() {
        return errors;
    }

    /** {@return whole seconds after which to try again} */
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** {@return this refusal as REST tells it} */
    public Problem toProblem() {
        return new Problem(status, getMessage(), errors, null);
    }
}
