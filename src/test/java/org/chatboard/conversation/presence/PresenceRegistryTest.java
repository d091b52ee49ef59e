package org.chatboard.conversation.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesChanged;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceRegistryTest {
    private static final long ANN = 1;
    private static final long NO_ACCOUNT = 999;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Preferences HIDDEN = Preferences.DEFAULT.withPrivacy(true, false, false);

    private final MutableClock clock = new MutableClock(START);
    private final PresenceRegistry registry = new PresenceRegistry();
    private final LastSeenRecorder recorder = new LastSeenRecorder();
    private final StoredLastSeen stored = new StoredLastSeen(START, 300);

    @BeforeEach
    void start() {
        registry.clock = clock;
        registry.lastSeen = new LastSeenCache();
        registry.lastSeen.service = stored;
        recorder.clock = clock;
        recorder.presences = registry;
        recorder.lastSeen = registry.lastSeen;
        registry.start();
        recorder.start();
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
    }

    private PresenceState state(long account) {
        return registry.current(List.of(account)).get(0).state();
    }

    private List<PresenceState> changes() {
        return registry.pollChanges().stream().map(Presence::state).toList();
    }

    private void choose(Preferences former, Preferences now) {
        PreferencesChanged event = new PreferencesChanged(ANN, former, now);
        registry.lastSeen.onChanged(event);
        registry.onChanged(event);
    }

    @Test
    void isOnlineWhileOneSocketIsActiveAndAwayWhileNoneIs() {
        registry.connected(ANN, true);
        registry.connected(ANN, false);
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        registry.activityChanged(ANN, false);
        assertThat(state(ANN)).isEqualTo(PresenceState.AWAY);
        registry.activityChanged(ANN, true);
        registry.disconnected(ANN, false);
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        assertThat(state(2)).isEqualTo(PresenceState.OFFLINE);
        assertThat(state(NO_ACCOUNT)).isEqualTo(PresenceState.UNKNOWN);
    }

    @Test
    void publishesADisconnectOfFifteenSecondsButNoShorterOne() {
        registry.connected(ANN, true);
        assertThat(changes()).containsExactly(PresenceState.ONLINE);
        registry.disconnected(ANN, true);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS).minus(MILLISECOND));
        assertThat(changes()).isEmpty();
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        registry.connected(ANN, true);
        assertThat(changes()).isEmpty();

        Instant left = clock.instant();
        registry.disconnected(ANN, true);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
        assertThat(registry.pollChanges()).containsExactly(new Presence(ANN, PresenceState.OFFLINE, left));
        clock.advance(Duration.ofMinutes(1));
        assertThat(changes()).isEmpty();
    }

    @Test
    void lastSeenIsWhenTheLastSocketClosedEvenAfterTheStateIsRemoved() {
        registry.connected(ANN, true);
        registry.disconnected(ANN, true);
        Instant left = clock.instant();
        recorder.store();
        clock.advance(Duration.ofHours(1));
        assertThat(registry.current(List.of(ANN))).containsExactly(new Presence(ANN, PresenceState.OFFLINE, left));
        registry.pollChanges();
        clock.advance(Duration.ofHours(1));
        registry.pollChanges(); // removes the state from memory; only the stored time is left
        assertThat(registry.current(List.of(ANN))).containsExactly(new Presence(ANN, PresenceState.OFFLINE, left));
    }

    @Test
    void publishesTheCurrentStateOnceInTwoSeconds() {
        registry.connected(ANN, true);
        assertThat(changes()).containsExactly(PresenceState.ONLINE);
        registry.activityChanged(ANN, false);
        registry.activityChanged(ANN, true);
        registry.activityChanged(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.MIN_INTERVAL_MS).minus(MILLISECOND));
        assertThat(changes()).isEmpty();
        assertThat(state(ANN)).as("returned before it is published").isEqualTo(PresenceState.AWAY);
        clock.advance(MILLISECOND);
        assertThat(changes()).containsExactly(PresenceState.AWAY);

        registry.activityChanged(ANN, true);
        registry.activityChanged(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.MIN_INTERVAL_MS));
        assertThat(changes()).as("the same state as published last").isEmpty();
    }

    @Test
    void publishesTheOldStateAgainIfANewerOneWasReturnedMeanwhile() {
        registry.connected(ANN, false);
        assertThat(changes()).containsExactly(PresenceState.AWAY);
        registry.activityChanged(ANN, true);
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        registry.activityChanged(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.MIN_INTERVAL_MS));
        assertThat(changes()).containsExactly(PresenceState.AWAY);
        clock.advance(Duration.ofMillis(PresenceRegistry.MIN_INTERVAL_MS));
        assertThat(changes()).isEmpty();
    }

    @Test
    void anAccountThatHidesItsPresenceIsUnknownAndPublishesNoChanges() {
        registry.connected(ANN, true);
        changes();
        choose(Preferences.DEFAULT, HIDDEN);
        stored.put(ANN, new LastSeenService.LastSeen(null, true));
        clock.advance(Duration.ofMillis(PresenceRegistry.MIN_INTERVAL_MS));
        assertThat(registry.pollChanges()).containsExactly(Presence.unknown(ANN));
        registry.activityChanged(ANN, false);
        registry.disconnected(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
        registry.connected(ANN, true);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
        assertThat(registry.pollChanges()).isEmpty();
        assertThat(registry.current(List.of(ANN))).containsExactly(Presence.unknown(ANN));

        choose(HIDDEN, Preferences.DEFAULT);
        assertThat(changes()).containsExactly(PresenceState.ONLINE);
    }

    @Test
    void publishesNoConnectionOfAnAccountThatHidesItsPresence() {
        stored.put(ANN, new LastSeenService.LastSeen(START, true));
        registry.connected(ANN, true);
        assertThat(registry.pollChanges()).isEmpty();
    }

    @Test
    void noAccountIsOfflineWithinFifteenSecondsOfTheServersStart() {
        clock.advance(Duration.ofMillis(-1));
        assertThat(state(ANN)).isEqualTo(PresenceState.UNKNOWN);
        assertThat(registry.isStartupGraceOver()).isFalse();
        registry.connected(2, true);
        assertThat(state(2)).isEqualTo(PresenceState.ONLINE);
        clock.advance(MILLISECOND);
        assertThat(state(ANN)).isEqualTo(PresenceState.OFFLINE);
        assertThat(registry.isStartupGraceOver()).isTrue();
    }
}
