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
 * Replaces the executor of the container's idle timers. The container restarts the timer of a socket at every frame in either
 * direction. With its idle timeout off, as here, each restart runs an empty task at once: it captures the context of the thread
 * and wakes another one, which costs a fifth of the CPU time of a message. The container has no setting for this.
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

    /**
     * Schedules idle timers and drops tasks without a delay. The container accepts the null that it gets for a dropped task.
     */
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
