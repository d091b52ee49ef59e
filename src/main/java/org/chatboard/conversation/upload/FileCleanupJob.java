package org.chatboard.conversation.upload;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.support.NonOverlappingTask;
import org.chatboard.platform.support.ServerStopping;

/** Runs the clean-up of files at the start, beside the first requests, and then every hour. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class FileCleanupJob {
    private static final Logger LOG = Logger.getLogger(FileCleanupJob.class.getName());
    private static final long EVERY_MINUTES = 60;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    FileCleanup cleanup;

    private final NonOverlappingTask running = new NonOverlappingTask();
    private ScheduledFuture<?> timer;

    @PostConstruct
    void start() {
        timer = scheduler.scheduleWithFixedDelay(() -> running.run(this::cleanUp), 0, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Waits for a running clean-up, because the database is closed next. */
    public void onStopping(@Observes @Priority(ServerStopping.FINISH_WRITES) ServerStopping event) {
        running.stop();
    }

    @PreDestroy
    void stop() {
        timer.cancel(false);
    }

    /** Logs an exception, because a scheduled task that throws is not repeated. */
    private void cleanUp() {
        try {
            cleanup.run();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The clean-up of files failed; the next one tries again", e);
        }
    }
}
