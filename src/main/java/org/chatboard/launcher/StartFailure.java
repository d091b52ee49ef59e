package org.chatboard.launcher;

import java.io.IOException;

/** Turns the exception of a failed start into one line. */
final class StartFailure {
    private StartFailure() {}

    /**
     * Creates the exception whose message the launcher prints.
     *
     * @param thrown the exception that the server threw or logged
     * @return an exception whose message has the innermost reason and the path of the log file
     */
    static StartRejectedException rejection(Throwable thrown, LaunchSettings settings) {
        return new StartRejectedException(
                "ChatBoard could not start: " + innermost(thrown) + " The log has the details: " + settings.logFile(),
                thrown);
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        // stops before an IOException: its message, such as "Connection refused", does not name the other end
        while (cause.getCause() != null && !(cause.getCause() instanceof IOException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") ? line : line + ".";
    }
}
