package org.chatboard.launcher;

/** Thrown when ChatBoard does not start. The message is one line for the operator: what is wrong and what to do. */
public final class StartRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. The message is one line: what is wrong and what to do. */
    public StartRejectedException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message one line: what is wrong and what to do
     * @param cause the reason
     */
    public StartRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
