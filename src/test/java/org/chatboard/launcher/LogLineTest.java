package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private final LogRecord record = record();

    @Test
    void isOneLineWithTimeLevelAndLogger() {
        assertThat(new LogLine().format(record))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARNING org\\.chatboard\\.x: socket 7\\R");
    }

    @Test
    void hasTheStackTraceInTheFileAndTheMessageOnTheConsole() {
        record.setThrown(new IllegalStateException("broken"));
        assertThat(new LogLine().format(record)).contains("\tat ");
        assertThat(new LogLine.Console().format(record))
                .endsWith("socket 7 (java.lang.IllegalStateException: broken)" + System.lineSeparator())
                .hasLineCount(1);
    }

    private static LogRecord record() {
        LogRecord record = new LogRecord(Level.WARNING, "socket {0}");
        record.setParameters(new Object[] {"7"});
        record.setLoggerName("org.chatboard.x");
        return record;
    }
}
