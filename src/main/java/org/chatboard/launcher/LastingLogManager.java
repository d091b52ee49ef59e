package org.chatboard.launcher;

import java.util.logging.LogManager;

/**
 * A log manager that logs until the end. The JDK's own one closes the log as soon as the JVM is told to end, while the
 * application is still saying goodbye to its sockets. {@link Shutdown} closes it instead, last of all.
 */
public final class LastingLogManager extends LogManager {
    private static final String JDK_HOOK = "java.util.logging.LogManager$Cleaner";

    /** Called by the JVM, by the name in the system property {@code java.util.logging.manager}. */
    public LastingLogManager() {}

    @Override
    public void reset() {
        if (!Thread.currentThread().getClass().getName().equals(JDK_HOOK)) {
            super.reset();
        }
    }
}
