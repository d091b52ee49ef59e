package org.chatboard.chat.socket;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees to it that the container sets no timer that has nothing to do. It restarts a socket's idle timer at every frame that comes or
 * goes; without an idle timeout, which is ours, that runs an empty task at once: it takes up the whole context of the thread for it and
 * wakes another, which costs a fifth of what a message does. The container has no setting for it, so its executor is replaced.
 */
@WebListener
public class SocketTimers implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(SocketTimers.class.getName());
    private static final String EXECUTOR = "managedScheduledExecutorService";

    private final Timers timers = new Timers();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            Field executor = executor(container.getClass());
            executor.setAccessible(true);
            executor.set(container, timers);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The idle timer of this server's WebSockets could not be replaced: every frame costs extra CPU time",
                    e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timers.shutdownNow();
    }

    private static Field executor(Class<?> container) throws NoSuchFieldException {
        for (Class<?> at = container; at != null; at = at.getSuperclass()) {
            try {
                return at.getDeclaredField(EXECUTOR);
            } catch (NoSuchFieldException e) {
                continue;
            }
        }
        throw new NoSuchFieldException(EXECUTOR + " of " + container);
    }

    /** For idle timers alone: what has no delay is dropped. The container cancels nothing where it was given nothing. */
    private static final class Timers extends ScheduledThreadPoolExecutor {
        Timers() {
            super(1);
            setRemoveOnCancelPolicy(true);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return delay > 0 ? super.schedule(task, delay, unit) : null;
        }
    }
}
