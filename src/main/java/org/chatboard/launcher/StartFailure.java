package org.chatboard.launcher;

import java.io.IOException;

/** Turns what the server throws where it does not start into one line. */
final class StartFailure {
    private StartFailure() {}

    /**
     * @param thrown what the server threw or logged
     * @return the innermost reason, with the log file that has the rest
     */
    static StartRejectedException refusal(Throwable thrown, LaunchSettings settings) {
        return new StartRejectedException(
                "ChatBoard could not start: " + innermost(thrown) + " The log has the details: " + settings.logFile(),
                thrown);
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause.getCause() instanceof IOException)) {
            cause = cause.getCause(); // "Connection refused" alone would not say of what
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") ? line : line + ".";
    }
}
