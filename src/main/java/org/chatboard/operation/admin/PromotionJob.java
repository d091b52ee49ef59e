package org.chatboard.operation.admin;

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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.environment.PromotionOutcome;
import org.chatboard.platform.environment.PromotionRequest;
import org.chatboard.platform.support.NonOverlappingTask;
import org.chatboard.platform.support.ServerStopping;

/**
 * Serves the command {@code make-admin} of the operator while the server runs, since no other process can open an embedded database then.
 * Looks once a second for requests in the data directory.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class PromotionJob {
    private static final Logger LOG = Logger.getLogger(PromotionJob.class.getName());
    private static final long EVERY_MS = 1_000;

    /** Age from which a request is not valid: the command has ended without an answer. */
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Settings settings;

    @Inject
    AdministratorService administrators;

    @Inject
    Clock clock;

    private final NonOverlappingTask serving = new NonOverlappingTask();
    private ScheduledFuture<?> timer;

    @PostConstruct
    void start() {
        timer = scheduler.scheduleWithFixedDelay(
                () -> serving.run(this::serveAll), EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Waits for a running task, because the database is closed next. */
    public void onStopping(@Observes @Priority(ServerStopping.FINISH_WRITES) ServerStopping event) {
        serving.stop();
    }

    @PreDestroy
    void stop() {
        timer.cancel(false);
    }

    /** Logs an exception, because a scheduled task that throws is not repeated. */
    private void serveAll() {
        try {
            for (PromotionRequest request : PromotionRequest.pending(settings.dataDirectory())) {
                serve(request);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A request of the command make-admin could not be served", e);
        }
    }

    private void serve(PromotionRequest request) throws IOException {
        Optional<String> username = request.take(clock.instant().minus(TOO_OLD));
        if (username.isPresent()) {
            PromotionOutcome outcome = administrators.promote(username.get());
            LOG.info(() -> "make-admin: username=" + username.get() + ", outcome=" + outcome);
            request.answer(outcome);
        }
    }
}
