package org.chatboard.conversation.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingRegistryTest {
    private static final TypingRegistry.Place HERE = new TypingRegistry.Place(7, 1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration BETWEEN = Duration.ofMillis(TypingRegistry.BETWEEN_MS);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final TypingRegistry typings = new TypingRegistry();

    @BeforeEach
    void start() {
        typings.clock = clock;
    }

    @Test
    void passesOnceInThreeSecondsForEachRoomAndPerson() {
        assertThat(typings.passes(HERE, true)).isTrue();
        assertThat(typings.passes(new TypingRegistry.Place(8, 1), true)).isTrue();
        assertThat(typings.passes(new TypingRegistry.Place(7, 2), true)).isTrue();
        clock.advance(BETWEEN.minus(MILLISECOND));
        assertThat(typings.passes(HERE, true)).isFalse();
        clock.advance(MILLISECOND);
        assertThat(typings.passes(HERE, true)).isTrue();
    }

    @Test
    void anEndThatComesTooSoonIsPassedOnLaterUnlessTheyTypeAgain() {
        typings.passes(HERE, true);
        assertThat(typings.passes(HERE, false)).isFalse();
        clock.advance(BETWEEN.minus(MILLISECOND));
        assertThat(typings.takeEnded()).isEmpty();
        clock.advance(MILLISECOND);
        assertThat(typings.takeEnded()).containsExactly(HERE);
        assertThat(typings.takeEnded()).isEmpty();

        clock.advance(BETWEEN);
        typings.passes(HERE, true);
        typings.passes(HERE, false);
        typings.passes(HERE, true);
        clock.advance(BETWEEN);
        assertThat(typings.takeEnded()).isEmpty();
    }

    @Test
    void anEndOfWhatNobodyWasToldIsNotPassedOn() {
        assertThat(typings.passes(HERE, false)).isFalse();
        typings.passes(HERE, true);
        clock.advance(BETWEEN);
        assertThat(typings.passes(HERE, false)).isTrue();
        clock.advance(BETWEEN);
        assertThat(typings.passes(HERE, false)).isFalse();
        typings.passes(HERE, true);
        clock.advance(Duration.ofMillis(TypingRegistry.LAPSE_MS));
        typings.takeEnded();
        assertThat(typings.passes(HERE, false)).as("it has lapsed").isFalse();
    }
}
