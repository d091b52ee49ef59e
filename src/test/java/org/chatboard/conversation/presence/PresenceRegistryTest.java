package org.chatboard.conversation.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesChanged;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceRegistryTest {
    private static final long ANN = 1;
    private static final long NOBODY = 999;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Preferences HIDDEN = Preferences.DEFAULT.withPrivacy(true, false, false);

    private final MutableClock clock = new MutableClock(START);
    private final PresenceRegistry presences = new PresenceRegistry();
    private final Map<Long, LastSeenService.Seen> stored = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean databaseIsFull;

    @BeforeEach
    void start() {
        IntStream.rangeClosed(1, 300).forEach(id -> stored.put((long) id, new LastSeenService.Seen(null, false)));
        presences.clock = clock;
        presences.lastSeen = new LastSeenWriter();
        presences.lastSeen.service = new LastSeenService() {
            @Override
            public Map<Long, Seen> of(Collection<Long> accountIds) {
                assertThat(accountIds).hasSizeBetween(1, AT_ONCE);
                return accountIds.stream()
                        .filter(stored::containsKey)
                        .distinct()
                        .collect(Collectors.toMap(id -> id, stored::get));
            }

            @Override
            public void note(Collection<Long> accountIds, Instant at) {
                assertThat(accountIds).hasSizeBetween(1, AT_ONCE);
                if (databaseIsFull) {
                    throw new IllegalStateException("full");
                }
                accountIds.forEach(id -> stored.put(id, new Seen(at, false)));
                notes.add(Duration.between(START, at).toMillis() + ":"
                        + Set.copyOf(accountIds).size());
            }
        };
        presences.start();
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
    }

    private PresenceState state(long account) {
        return presences.of(List.of(account)).get(0).state();
    }

    private List<PresenceState> changes() {
        return presences.takeChanges().stream().map(Presence::state).toList();
    }

    private void choose(Preferences former, Preferences now) {
        PreferencesChanged event = new PreferencesChanged(ANN, former, now);
        presences.lastSeen.onChanged(event);
        presences.onChanged(event);
    }

    @Test
    void isOnlineWhileOneOfTheSocketsIsLookedAtAndAwayWhileNoneIs() {
        presences.came(ANN, true);
        presences.came(ANN, false);
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        presences.turned(ANN, false);
        assertThat(state(ANN)).isEqualTo(PresenceState.AWAY);
        presences.turned(ANN, true);
        presences.went(ANN, false);
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        assertThat(state(2)).isEqualTo(PresenceState.OFFLINE);
        assertThat(state(NOBODY)).isEqualTo(PresenceState.UNKNOWN);
    }

    @Test
    void aDropOfFifteenSecondsIsShownAndAShorterOneIsNot() {
        presences.came(ANN, true);
        assertThat(changes()).containsExactly(PresenceState.ONLINE);
        presences.went(ANN, true);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS).minus(MILLISECOND));
        assertThat(changes()).isEmpty();
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        presences.came(ANN, true);
        assertThat(changes()).isEmpty();

        Instant left = clock.instant();
        presences.went(ANN, true);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
        assertThat(presences.takeChanges()).containsExactly(new Presence(ANN, PresenceState.OFFLINE, left));
        clock.advance(Duration.ofMinutes(1));
        assertThat(changes()).isEmpty();
    }

    @Test
    void whoIsGoneWasLastSeenWhenTheLastSocketEndedAlsoAfterAnotherStart() {
        presences.came(ANN, true);
        presences.went(ANN, true);
        Instant left = clock.instant();
        presences.note();
        clock.advance(Duration.ofHours(1));
        assertThat(presences.of(List.of(ANN))).containsExactly(new Presence(ANN, PresenceState.OFFLINE, left));
        presences.takeChanges();
        clock.advance(Duration.ofHours(1));
        presences.takeChanges(); // forgotten, but for what is stored
        assertThat(presences.of(List.of(ANN))).containsExactly(new Presence(ANN, PresenceState.OFFLINE, left));
    }

    @Test
    void isShownOnceInTwoSecondsWithWhatIsTrueThen() {
        presences.came(ANN, true);
        assertThat(changes()).containsExactly(PresenceState.ONLINE);
        presences.turned(ANN, false);
        presences.turned(ANN, true);
        presences.turned(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.BETWEEN_MS).minus(MILLISECOND));
        assertThat(changes()).isEmpty();
        assertThat(state(ANN)).as("to whoever asks").isEqualTo(PresenceState.AWAY);
        clock.advance(MILLISECOND);
        assertThat(changes()).containsExactly(PresenceState.AWAY);

        presences.turned(ANN, true);
        presences.turned(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.BETWEEN_MS));
        assertThat(changes()).as("back where it was").isEmpty();
    }

    @Test
    void whoAskedBetweenTwoChangesIsToldThatItIsBackWhereItWas() {
        presences.came(ANN, false);
        assertThat(changes()).containsExactly(PresenceState.AWAY);
        presences.turned(ANN, true);
        assertThat(state(ANN)).isEqualTo(PresenceState.ONLINE);
        presences.turned(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.BETWEEN_MS));
        assertThat(changes()).containsExactly(PresenceState.AWAY);
        clock.advance(Duration.ofMillis(PresenceRegistry.BETWEEN_MS));
        assertThat(changes()).isEmpty();
    }

    @Test
    void whoHidesItIsUnknownAndWhatTheyDoIsNotToldEither() {
        presences.came(ANN, true);
        changes();
        choose(Preferences.DEFAULT, HIDDEN);
        stored.put(ANN, new LastSeenService.Seen(null, true));
        clock.advance(Duration.ofMillis(PresenceRegistry.BETWEEN_MS));
        assertThat(presences.takeChanges()).containsExactly(Presence.unknown(ANN));
        presences.turned(ANN, false);
        presences.went(ANN, false);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
        presences.came(ANN, true);
        clock.advance(Duration.ofMillis(PresenceRegistry.GRACE_MS));
        assertThat(presences.takeChanges()).isEmpty();
        assertThat(presences.of(List.of(ANN))).containsExactly(Presence.unknown(ANN));

        choose(HIDDEN, Preferences.DEFAULT);
        assertThat(changes()).containsExactly(PresenceState.ONLINE);
    }

    @Test
    void whoHidesItAndComesIsNotToldOf() {
        stored.put(ANN, new LastSeenService.Seen(START, true));
        presences.came(ANN, true);
        assertThat(presences.takeChanges()).isEmpty();
    }

    @Test
    void nobodyCountsAsGoneJustAfterTheServersStart() {
        clock.advance(Duration.ofMillis(-1));
        assertThat(state(ANN)).isEqualTo(PresenceState.UNKNOWN);
        assertThat(presences.isSettled()).isFalse();
        presences.came(2, true);
        assertThat(state(2)).isEqualTo(PresenceState.ONLINE);
        clock.advance(MILLISECOND);
        assertThat(state(ANN)).isEqualTo(PresenceState.OFFLINE);
        assertThat(presences.isSettled()).isTrue();
    }

    @Test
    void isStoredAtTheLastSocketsEndAndOnceAMinute() {
        IntStream.rangeClosed(1, 300).forEach(id -> presences.came(id, true));
        presences.note();
        assertThat(notes).isEmpty();
        presences.went(ANN, true);
        presences.note();
        presences.note();
        assertThat(notes).containsExactly("15000:1");
        clock.advance(Duration.ofSeconds(45).minus(MILLISECOND));
        presences.note();
        assertThat(notes).hasSize(1);
        clock.advance(MILLISECOND);
        presences.note();
        presences.note();
        assertThat(notes.subList(1, notes.size())).containsExactly("60000:128", "60000:128", "60000:43");
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsStoredOnceItDoesWithTheTimeThatItWas() {
        presences.came(ANN, true);
        presences.came(2, true);
        databaseIsFull = true;
        presences.went(ANN, true);
        assertThatThrownBy(presences::note).isInstanceOf(IllegalStateException.class);
        clock.advance(Duration.ofSeconds(5));
        presences.went(2, true);
        assertThatThrownBy(presences::note).isInstanceOf(IllegalStateException.class);
        databaseIsFull = false;
        clock.advance(Duration.ofSeconds(5));
        presences.note();
        presences.note();
        assertThat(notes).containsExactly("15000:1", "20000:1");
    }
}
