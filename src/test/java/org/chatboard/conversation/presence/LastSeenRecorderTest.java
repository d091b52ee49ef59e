package org.chatboard.conversation.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.chatboard.platform.support.ServerStopping;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastSeenRecorderTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final MutableClock clock = new MutableClock(START);
    private final PresenceRegistry registry = new PresenceRegistry();
    private final LastSeenRecorder recorder = new LastSeenRecorder();
    private final StoredLastSeen stored = new StoredLastSeen(START, 300);

    @BeforeEach
    void start() {
        registry.clock = clock;
        recorder.clock = clock;
        recorder.presences = registry;
        recorder.lastSeen = new LastSeenCache();
        recorder.lastSeen.service = stored;
        registry.start();
        recorder.start();
        clock.advance(Duration.ofSeconds(15));
    }

    @Test
    void storesATimeWhenTheLastSocketClosesAndThoseOfConnectedAccountsOnceAMinute() {
        LongStream.rangeClosed(1, 300).forEach(id -> registry.connected(id, true));
        recorder.store();
        assertThat(stored.updates()).isEmpty();
        registry.disconnected(1, true);
        recorder.store();
        recorder.store();
        assertThat(stored.updates()).containsExactly("15000:1");
        clock.advance(Duration.ofSeconds(45).minus(MILLISECOND));
        recorder.store();
        assertThat(stored.updates()).hasSize(1);
        clock.advance(MILLISECOND);
        recorder.store();
        recorder.store();
        assertThat(stored.updates().subList(1, stored.updates().size()))
                .containsExactly("60000:128", "60000:128", "60000:43");
    }

    @Test
    void storesTheOriginalTimeOnceTheDatabaseAcceptsItAgain() {
        registry.connected(1, true);
        registry.connected(2, true);
        stored.setFull(true);
        registry.disconnected(1, true);
        assertThatThrownBy(recorder::store).isInstanceOf(IllegalStateException.class);
        clock.advance(Duration.ofSeconds(5));
        registry.disconnected(2, true);
        assertThatThrownBy(recorder::store).isInstanceOf(IllegalStateException.class);
        stored.setFull(false);
        clock.advance(Duration.ofSeconds(5));
        recorder.store();
        recorder.store();
        assertThat(stored.updates()).containsExactly("15000:1", "20000:1");
    }

    @Test
    void storesTheTimesOfConnectedAndDisconnectedAccountsWhenTheServerStops() {
        registry.connected(1, true);
        registry.connected(2, true);
        registry.connected(2, true);
        registry.disconnected(1, true);
        registry.disconnected(2, true);
        recorder.onStopping(new ServerStopping());
        assertThat(stored.updates()).containsExactly("15000:2");
    }
}
