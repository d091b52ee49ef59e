package org.chatboard.launcher;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Detects failures of a start that Payara Micro only logs: of the deployment, and of a command in {@code pre-boot.asadmin}. A
 * failed command must stop the start, because the server could listen on every network instead of loopback.
 */
final class StartFailureHandler extends Handler {
    private static final String DEPLOYER = "javax.enterprise.system.core";
    private static final String BOOT_COMMANDS = "fish.payara.boot.runtime.BootCommand";

    private Throwable firstThrown;
    private Throwable failure;

    /** {@return the failure; empty if there was none} */
    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        boolean severe = record.getLevel().intValue() >= Level.SEVERE.intValue();
        boolean warning = record.getLevel().intValue() >= Level.WARNING.intValue();
        if (severe && firstThrown == null) {
            firstThrown = record.getThrown(); // the deployer's record may have only a message
        }
        boolean failed = warning && BOOT_COMMANDS.equals(record.getLoggerName())
                || severe && DEPLOYER.equals(record.getLoggerName());
        if (failed && failure == null) {
            failure = firstThrown == null ? new IllegalStateException(record.getMessage()) : firstThrown;
        }
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
