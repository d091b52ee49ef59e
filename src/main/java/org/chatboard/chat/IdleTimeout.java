package org.chatboard.chat;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.system.Settings;

/**
 * How long the container lets a socket be idle. It sets a timer anew at every frame that comes or goes, on its default executor.
 * Without a timeout, that runs an empty task and wakes a thread for each frame; with one, the executor keeps each cancelled timer
 * until its time has come, unless it is told to let go of them, for which the container has no setting. Told so, a socket has one
 * timer, nothing runs, and a message costs a fifth less. The heartbeat still ends what is silent: its pings come before this timeout.
 */
@ApplicationScoped
public class IdleTimeout {
    private static final Logger LOG = Logger.getLogger(IdleTimeout.class.getName());
    private static final long NONE = 0;

    @Resource
    ManagedScheduledExecutorService timers;

    @Inject
    Settings settings;

    private long ms;

    @PostConstruct
    void start() {
        try {
            ScheduledThreadPoolExecutor pool =
                    (ScheduledThreadPoolExecutor) field("threadPoolExecutor", field("executor", timers));
            pool.setRemoveOnCancelPolicy(true);
            ms = settings.deadAfterMs();
        } catch (ReflectiveOperationException | RuntimeException e) { // another server than Payara 6
            LOG.log(
                    Level.WARNING,
                    "Each frame of a WebSocket costs more of the processor than it must:"
                            + " this server's timers could not be told to let go of what is cancelled",
                    e);
            ms = NONE;
        }
    }

    /** Milliseconds, as {@link jakarta.websocket.Session#setMaxIdleTimeout}; 0 is none. */
    long ms() {
        return ms;
    }

    private static Object field(String name, Object of) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
