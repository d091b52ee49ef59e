package org.chatboard.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A log record as one line, {@code 2026-03-01 12:00:00.123 WARNING org.chatboard.chat.socket.ChatEndpoint: text}, in the file
 * followed by the stack trace where there is one.
 */
public class LogLine extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @Override
    public String format(LogRecord record) {
        String line = TIME.format(record.getInstant().atZone(ZoneId.systemDefault())) + " " + record.getLevel() + " "
                + record.getLoggerName() + ": " + formatMessage(record);
        return line + thrown(record.getThrown()) + System.lineSeparator();
    }

    /** What of an exception is shown, to be appended to the line. */
    protected String thrown(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return System.lineSeparator() + trace.toString().stripTrailing();
    }

    /** For the console: the exception in words, its stack trace is in the log file. */
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
