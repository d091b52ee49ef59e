package org.chatboard.conversation.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingRegistryTest {
    private static final TypingRegistry.Typist ANN_IN_ROOM_7 = new TypingRegistry.Typist(7, 1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration MIN_INTERVAL = Duration.ofMillis(TypingRegistry.MIN_INTERVAL_MS);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final TypingRegistry registry = new TypingRegistry();

    @BeforeEach
    void start() {
        registry.clock = clock;
    }

    @Test
    void sendsOneEventInThreeSecondsForEachRoomAndAccount() {
        assertThat(registry.trySend(ANN_IN_ROOM_7, true)).isTrue();
        assertThat(registry.trySend(new TypingRegistry.Typist(8, 1), true)).isTrue();
        assertThat(registry.trySend(new TypingRegistry.Typist(7, 2), true)).isTrue();
        clock.advance(MIN_INTERVAL.minus(MILLISECOND));
        assertThat(registry.trySend(ANN_IN_ROOM_7, true)).isFalse();
        clock.advance(MILLISECOND);
        assertThat(registry.trySend(ANN_IN_ROOM_7, true)).isTrue();
    }

    @Test
    void sendsAStopThatComesTooSoonLaterUnlessTypingStartsAgain() {
        registry.trySend(ANN_IN_ROOM_7, true);
        assertThat(registry.trySend(ANN_IN_ROOM_7, false)).isFalse();
        clock.advance(MIN_INTERVAL.minus(MILLISECOND));
        assertThat(registry.pollPendingStops()).isEmpty();
        clock.advance(MILLISECOND);
        assertThat(registry.pollPendingStops()).containsExactly(ANN_IN_ROOM_7);
        assertThat(registry.pollPendingStops()).isEmpty();

        clock.advance(MIN_INTERVAL);
        registry.trySend(ANN_IN_ROOM_7, true);
        registry.trySend(ANN_IN_ROOM_7, false);
        registry.trySend(ANN_IN_ROOM_7, true);
        clock.advance(MIN_INTERVAL);
        assertThat(registry.pollPendingStops()).isEmpty();
    }

    @Test
    void dropsAStopOfTypingThatWasNeverSent() {
        assertThat(registry.trySend(ANN_IN_ROOM_7, false)).isFalse();
        registry.trySend(ANN_IN_ROOM_7, true);
        clock.advance(MIN_INTERVAL);
        assertThat(registry.trySend(ANN_IN_ROOM_7, false)).isTrue();
        clock.advance(MIN_INTERVAL);
        assertThat(registry.trySend(ANN_IN_ROOM_7, false)).isFalse();
        registry.trySend(ANN_IN_ROOM_7, true);
        clock.advance(Duration.ofMillis(TypingRegistry.EXPIRY_MS));
        registry.pollPendingStops();
        assertThat(registry.trySend(ANN_IN_ROOM_7, false))
                .as("the typing event has expired")
                .isFalse();
    }
}
