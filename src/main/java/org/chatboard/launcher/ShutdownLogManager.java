package org.chatboard.launcher;

import java.util.logging.LogManager;

/**
 * A log manager that stays open during the shutdown. The JDK's log manager closes its handlers in a shutdown hook, while the
 * application still closes its sockets. This one ignores that hook; {@link Shutdown} closes the handlers as its last step.
 */
public final class ShutdownLogManager extends LogManager {
    private static final String JDK_HOOK = "java.util.logging.LogManager$Cleaner";

    /** Called by the JVM, which finds the class by the system property {@code java.util.logging.manager}. */
    public ShutdownLogManager() {}

    @Override
    public void reset() {
        if (!Thread.currentThread().getClass().getName().equals(JDK_HOOK)) {
            super.reset();
        }
    }
}
