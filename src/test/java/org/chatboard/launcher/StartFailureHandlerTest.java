package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class StartFailureHandlerTest {
    private static final String DEPLOYER = "javax.enterprise.system.core";

    private final StartFailureHandler watch = new StartFailureHandler();

    @Test
    void ignoresWarningsAndErrorsOfTheApplication() {
        log(Level.WARNING, DEPLOYER, "slow", null);
        log(Level.SEVERE, "org.chatboard.chat", "a socket failed", new IOException("cut"));
        assertThat(watch.failure()).isEmpty();
    }

    @Test
    void detectsAFailedDeploymentWithItsReason() {
        IllegalStateException reason = new IllegalStateException("newer schema");
        log(Level.SEVERE, DEPLOYER, "Exception during lifecycle processing", reason);
        assertThat(watch.failure()).contains(reason);
    }

    @Test
    void findsTheReasonInAnEarlierRecord() {
        IllegalStateException reason = new IllegalStateException("no database");
        log(Level.SEVERE, "org.eclipse.persistence.session", "", reason);
        log(Level.SEVERE, DEPLOYER, "Exception while deploying", null);
        assertThat(watch.failure()).contains(reason);
    }

    @Test
    void detectsAFailedBootCommand() {
        log(Level.WARNING, "fish.payara.boot.runtime.BootCommand", "Boot Command set failed", null);
        assertThat(watch.failure()).get().extracting(Throwable::getMessage).isEqualTo("Boot Command set failed");
    }

    @Test
    void isReportedInOneLineWithTheInnermostMeaningfulReason() {
        LaunchSettings settings = LaunchSettings.from(Map.of("CHATBOARD_DATA", "/srv/chat"));
        Throwable thrown = new IllegalStateException(
                "outer", new IllegalStateException("Connection to db:5432\n refused", new IOException("refused")));
        assertThat(StartFailure.rejection(thrown, settings))
                .hasMessage("ChatBoard could not start: Connection to db:5432 refused. The log has the details: "
                        + Path.of("/srv/chat/logs/chatboard.0.log"));
    }

    private void log(Level level, String logger, String message, Throwable thrown) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName(logger);
        record.setThrown(thrown);
        watch.publish(record);
    }
}
