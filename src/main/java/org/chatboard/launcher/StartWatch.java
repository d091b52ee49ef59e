package org.chatboard.launcher;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Keeps the first failure of a deployment, which Payara Micro does not throw but only logs. */
final class StartWatch extends Handler {
    private static final String DEPLOYER = "javax.enterprise.system.core";

    private volatile Throwable failure;

    /** What the deployment failed of; empty while it has not. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void publish(LogRecord record) {
        boolean ofDeployment =
                record.getLevel() == Level.SEVERE && DEPLOYER.equals(record.getLoggerName()) && record.getThrown() != null;
        if (ofDeployment && failure == null) {
            failure = record.getThrown();
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
