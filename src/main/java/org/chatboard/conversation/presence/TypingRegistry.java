package org.chatboard.conversation.presence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits typing events to one in {@value #MIN_INTERVAL_MS} ms for each account and room. An event expires after
 * {@value #EXPIRY_MS} ms, as clients stop showing it then.
 */
@ApplicationScoped
public class TypingRegistry {
    static final long MIN_INTERVAL_MS = 3_000;
    static final long EXPIRY_MS = 6_000;

    @Inject
    Clock clock;

    private final Map<Typist, LastEvent> lastEvents = new HashMap<>();

    /**
     * An account that types in a room.
     *
     * @param room id of the room
     * @param account id of the account
     */
    public record Typist(long room, long account) {}

    private static final class LastEvent {
        private long sentAtMs;
        private boolean typing;
        private boolean stopPending;

        void sent(boolean typing, long nowMs) {
            this.sentAtMs = nowMs;
            this.typing = typing;
            this.stopPending = false;
        }
    }

    /**
     * Decides whether a typing event is sent now.
     *
     * @param typing whether the account types or has stopped
     * @return false if the event is dropped. A stop that comes too soon is returned by {@link #pollPendingStops} later
     */
    public synchronized boolean trySend(Typist typist, boolean typing) {
        long nowMs = clock.millis();
        LastEvent last = lastEvents.get(typist);
        if (!typing && (last == null || !last.typing)) {
            return false; // no recipient shows this account as typing
        }
        if (last != null && nowMs - last.sentAtMs < MIN_INTERVAL_MS) {
            last.stopPending = !typing;
            return false;
        }
        lastEvents.computeIfAbsent(typist, key -> new LastEvent()).sent(typing, nowMs);
        return true;
    }

    /** {@return the typists whose delayed stop must be sent now} Also removes events that have expired. */
    public synchronized List<Typist> pollPendingStops() {
        if (lastEvents.isEmpty()) {
            return List.of();
        }
        long nowMs = clock.millis();
        List<Typist> stopped = new ArrayList<>();
        lastEvents.forEach((typist, last) -> {
            if (last.stopPending && nowMs - last.sentAtMs >= MIN_INTERVAL_MS) {
                stopped.add(typist);
                last.sent(false, nowMs);
            }
        });
        lastEvents.values().removeIf(last -> nowMs - last.sentAtMs >= EXPIRY_MS);
        return stopped;
    }
}
