package org.chatboard.launcher;

/** A reason why ChatBoard does not start, in one line for the person at the console: what is wrong and the way out. */
public final class StartRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line, what is wrong and what to do
     */
    public StartRejectedException(String message) {
        super(message);
    }

    /**
     * @param message one line, what is wrong and what to do
     * @param cause for the log file
     */
    public StartRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
