package org.chatboard.chat.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.conversation.presence.LastSeenRecorder;
import org.chatboard.platform.support.NonOverlappingTask;
import org.chatboard.platform.support.ServerStopping;

/**
 * Sends the changes of presence, typing and names once a second, and stores last-seen times: one timer for all accounts and
 * sockets.
 */
@Singleton
@Startup
public class PresenceJob {
    private static final Logger LOG = Logger.getLogger(PresenceJob.class.getName());
    private static final long EVERY_MS = 1_000;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    PresenceBroadcaster presence;

    @Inject
    TypingBroadcaster typing;

    @Inject
    PersonBroadcaster people;

    @Inject
    LastSeenRecorder lastSeen;

    private final NonOverlappingTask sending = new NonOverlappingTask();
    private final NonOverlappingTask storing = new NonOverlappingTask();
    private ScheduledFuture<?> timer;

    @PostConstruct
    void start() {
        timer = scheduler.scheduleWithFixedDelay(this::tick, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Waits for running tasks: they may read the database, which is closed next. */
    public void onStopping(@Observes @Priority(ServerStopping.CLOSE_SOCKETS + 1) ServerStopping event) {
        sending.stop();
        storing.stop();
    }

    @PreDestroy
    void stop() {
        timer.cancel(false);
    }

    private void tick() {
        sending.run(() -> {
            guarded(typing::tick);
            guarded(presence::tick);
            guarded(people::tick);
        });
        // stored in a task of its own, so that a slow database delays no frame
        scheduler.execute(() -> storing.run(() -> guarded(lastSeen::store)));
    }

    /** Runs a task and logs its exception, because a scheduled task that throws is not repeated. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Presence could not be sent", e);
        }
    }
}
