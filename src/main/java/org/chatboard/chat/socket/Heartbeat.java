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
 * Checks every socket once a second: sends a ping if one is due, and closes the socket if it is idle, its client does not read or
 * {@code hello} is missing. Checks every five seconds whether the sign-ins of the sockets have ended. One timer serves all sockets,
 * because the container restarts its own idle timer of a socket at every frame, which costs more CPU time than the frame.
 */
@Singleton
@Startup
public class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());
    private static final long CHECK_MS = 1_000;
    private static final long HELLO_TIMEOUT_MS = 10_000;
    private static final long BYE_TIMEOUT_MS = 3_000;
    private static final long SIGN_IN_CHECK_MS = 5_000; // accounts are disabled in the database, where no event says so

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
    private final NonOverlappingTask signInCheck = new NonOverlappingTask();
    private ScheduledFuture<?> timer;
    private long lastSignInCheckMs = System.currentTimeMillis();

    @PostConstruct
    void start() {
        long everyMs = Math.min(CHECK_MS, settings.heartbeatMs());
        timer = scheduler.scheduleWithFixedDelay(
                () -> guarded(() -> check(System.currentTimeMillis())), everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /** Waits for a running check of sign-ins: it reads the database, which is closed next. */
    public void onStopping(@Observes @Priority(ServerStopping.CLOSE_SOCKETS + 1) ServerStopping event) {
        signInCheck.stop();
    }

    @PreDestroy
    void stop() {
        timer.cancel(false);
    }

    /**
     * Runs a check and logs its exception, because the other sockets must still be checked, and a scheduled task that throws is
     * not repeated.
     */
    private static void guarded(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The heartbeat check of a socket failed", e);
        }
    }

    private void check(long nowMs) {
        connections.all().forEach(connection -> guarded(() -> check(connection, nowMs)));
        if (nowMs - lastSignInCheckMs >= SIGN_IN_CHECK_MS) {
            lastSignInCheckMs = nowMs;
            connections.evictEndedSignIns();
            rateLimits.evictFull();
            // checked in a task of its own, so that a slow database delays no ping
            scheduler.execute(() -> signInCheck.run(() -> guarded(this::checkSignIns)));
        }
    }

    private void check(Connection connection, long nowMs) {
        connection.closeIfByeTimedOut(nowMs, BYE_TIMEOUT_MS);
        if (connection.times().idleMs(nowMs) >= settings.deadAfterMs()
                || connection.sendingForMs(nowMs) >= settings.sendTimeoutMs()) {
            connection.close(CloseCode.IDLE);
        } else if (connection.awaitingHelloMs(nowMs) >= HELLO_TIMEOUT_MS) {
            connection.close(CloseCode.NO_HELLO);
        } else if (connection.times().startPingIfDue(nowMs, settings.heartbeatMs())) {
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
        } catch (IOException | IllegalStateException e) { // the socket is closing, or the idle timeout closes it
            LOG.log(Level.FINE, "A ping was not sent", e);
        }
    }

    /**
     * Closes the sockets of sign-ins that have ended, including those that another node has ended. An open socket counts as use
     * of its sign-in.
     */
    private void checkSignIns() {
        Map<Long, List<Connection>> bySignIn = connections.all().collect(Collectors.groupingBy(connection -> connection
                .account()
                .signInId()));
        signIns.recordUse(bySignIn.keySet()).forEach((signIn, state) -> {
            if (state != SignInState.VALID) {
                CloseCode code = state == SignInState.DISABLED ? CloseCode.DISABLED : CloseCode.SIGNED_OUT;
                bySignIn.get(signIn).forEach(connection -> connection.closeWithBye(code));
            }
        });
    }
}
