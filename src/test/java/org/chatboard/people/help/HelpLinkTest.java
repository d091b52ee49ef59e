package org.chatboard.people.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HelpLinkTest {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final HelpLink link = new HelpLink(1, 2, "hash", MADE);

    @Test
    void isOpenForThirtyMinutes() {
        assertThat(link.expiresAt()).isEqualTo(MADE.plus(LIFETIME));
        assertThat(link.isOpen(MADE)).isTrue();
        assertThat(link.isOpen(MADE.plus(LIFETIME).minusMillis(1))).isTrue();
        assertThat(link.isOpen(MADE.plus(LIFETIME))).isFalse();
        assertThat(link.isOpen(MADE.plus(LIFETIME).plusMillis(1))).isFalse();
    }

    @Test
    void isNotOpenOnceItIsUsed() {
        link.use(MADE.plusSeconds(1));
        assertThat(link.isOpen(MADE.plusSeconds(1))).isFalse();
    }
}
