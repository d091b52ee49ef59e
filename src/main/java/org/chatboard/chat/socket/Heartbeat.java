package org.chatboard.chat.socket;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.people.session.SignInService;
import org.chatboard.people.session.SignInState;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.support.NonOverlappingTask;
import org.chatboard.platform.support.ServerStopping;

/**
 * Looks at every socket once a second: pings it, ends it where it is silent, stuck, without {@code hello} or no longer signed in. One timer
 * for all, since the container's own timer a socket is restarted at every frame and costs more than the frame.
 */
@Singleton
@Startup
public class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());
    private static final long LOOK_MS = 1_000;
    private static final long HELLO_MS = 10_000;
    private static final long BYE_MS = 3_000;
    private static final long SIGN_IN_CHECK_MS = 60_000;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Connections connections;

    @Inject
    AccountRateLimits rateLimits;

    @Inject
    SignInService signIns;

    @Inject
    Settings settings;

    private final AtomicLong pings = new AtomicLong();
    private final NonOverlappingTask checking = new NonOverlappingTask();
    private ScheduledFuture<?> looking;
    private long lastSignInCheckMs = System.currentTimeMillis();

    @PostConstruct
    void start() {
        long everyMs = Math.min(LOOK_MS, settings.heartbeatMs());
        looking = scheduler.scheduleWithFixedDelay(
                () -> guarded(() -> look(System.currentTimeMillis())), everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /** A check may be reading the database that is closed next. */
    public void onStopping(@Observes @Priority(ServerStopping.CLOSE_SOCKETS + 1) ServerStopping event) {
        checking.stop();
    }

    @PreDestroy
    void stop() {
        looking.cancel(false);
    }

    /** What fails for one socket is no reason to pass over the others, and a schedule that throws is not repeated. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The heartbeat check of a socket failed", e);
        }
    }

    private void look(long nowMs) {
        connections.all().forEach(connection -> guarded(() -> look(connection, nowMs)));
        if (nowMs - lastSignInCheckMs >= SIGN_IN_CHECK_MS) {
            lastSignInCheckMs = nowMs;
            connections.evictEndedSignIns();
            rateLimits.evictFull();
            // a slow database must not keep the pings
            scheduler.execute(() -> checking.run(() -> guarded(this::checkSignIns)));
        }
    }

    private void look(Connection connection, long nowMs) {
        connection.endLeaving(nowMs, BYE_MS);
        if (connection.silentMs(nowMs) >= settings.deadAfterMs()
                || connection.sendingForMs(nowMs) >= settings.sendTimeoutMs()) {
            connection.close(CloseCode.SILENT);
        } else if (connection.withoutHelloMs(nowMs) >= HELLO_MS) {
            connection.close(CloseCode.REFUSED);
        } else if (connection.pingIsDue(nowMs, settings.heartbeatMs())) {
            ping(connection);
        }
    }

    private void ping(Connection connection) {
        if (!connection.isPlain()) {
            connection.offer(ServerFrame.ping(pings.incrementAndGet()));
            return;
        }
        try {
            connection.session().getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException e) { // it is going; the silence tells
            LOG.log(Level.FINE, "A ping was not sent", e);
        }
    }

    /** Also what another node ended is seen here; and an open socket counts as use of its sign-in. */
    private void checkSignIns() {
        Map<Long, List<Connection>> bySignIn = connections
                .all()
                .collect(Collectors.groupingBy(connection -> connection.who().signInId()));
        signIns.recordUse(bySignIn.keySet()).forEach((signIn, state) -> {
            if (state != SignInState.VALID) {
                CloseCode why = state == SignInState.DISABLED ? CloseCode.DISABLED : CloseCode.SIGNED_OUT;
                bySignIn.get(signIn).forEach(connection -> connection.bye(why));
            }
        });
    }
}
