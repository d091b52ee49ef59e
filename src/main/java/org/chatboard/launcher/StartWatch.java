package org.chatboard.launcher;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Notices the failures of a start that Payara Micro does not throw but only logs: of the deployment, and of a line in
 * {@code pre-boot.asadmin}. The latter must not go unnoticed, or a server that is to listen on loopback listens anywhere.
 */
final class StartWatch extends Handler {
    private static final String DEPLOYER = "javax.enterprise.system.core";
    private static final String BOOT_COMMANDS = "fish.payara.boot.runtime.BootCommand";

    private Throwable firstThrown;
    private Throwable failure;

    /** What the start failed of; empty where it has not. */
    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        boolean severe = record.getLevel().intValue() >= Level.SEVERE.intValue();
        boolean warning = record.getLevel().intValue() >= Level.WARNING.intValue();
        if (severe && firstThrown == null) {
            firstThrown = record.getThrown(); // the deployer's own record may have no more than a message
        }
        boolean failed = warning && BOOT_COMMANDS.equals(record.getLoggerName())
                || severe && DEPLOYER.equals(record.getLoggerName());
        if (failed && failure == null) {
            failure = firstThrown == null ? new IllegalStateException(record.getMessage()) : firstThrown;
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
