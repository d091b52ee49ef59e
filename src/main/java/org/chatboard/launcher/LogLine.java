package org.chatboard.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formats a log record as one line, {@code 2026-03-01 12:00:00.123 WARNING org.chatboard.chat.socket.ChatEndpoint: text}. In the
 * log file a stack trace follows, if there is one.
 */
public class LogLine extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @Override
    public String format(LogRecord record) {
        String line = TIME.format(record.getInstant().atZone(ZoneId.systemDefault())) + " " + record.getLevel() + " "
                + record.getLoggerName() + ": " + formatMessage(record);
        return line + thrown(record.getThrown()) + System.lineSeparator();
    }

    /** {@return the text to append to the line for an exception} */
    protected String thrown(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return System.lineSeparator() + trace.toString().stripTrailing();
    }

    /** The format of the console: one line with the exception's message; the log file has the stack trace. */
    public static final class Console extends LogLine {
        @Override
        public String format(LogRecord record) {
            return super.format(record).strip().lines().findFirst().orElse("") + System.lineSeparator();
        }

        @Override
        protected String thrown(Throwable thrown) {
            return thrown == null ? "" : " (" + thrown + ")";
        }
    }
}
