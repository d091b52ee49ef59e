package org.chatboard.people.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.chatboard.platform.rest.InvalidInputException;
import org.junit.jupiter.api.Test;

class InviteTermsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void hasDefaults() {
        assertThat(InviteTerms.of(7L, null, null, true, CLOCK))
                .isEqualTo(new InviteTerms(7L, 10, NOW.plus(Duration.ofDays(7)), true));
    }

    @Test
    void acceptsLimitsAndRejectsWhatIsBeyond() {
        Instant latest = NOW.plus(Duration.ofDays(90));
        assertThat(errors(1L, NOW.plusMillis(1).toString())).isEmpty();
        assertThat(errors(1_000L, latest.toString())).isEmpty();
        assertThat(errors(0L, NOW.toString())).containsExactlyInAnyOrder("uses", "expiresAt");
        assertThat(errors(1_001L, latest.plusMillis(1).toString())).containsExactlyInAnyOrder("uses", "expiresAt");
        assertThat(errors(1L, "in a week")).containsExactly("expiresAt");
        assertThat(errors(1L, "+1000000000-01-01T00:00:00Z")).containsExactly("expiresAt");
    }

    private static Set<String> errors(long uses, String expiresAt) {
        InvalidInputException error = catchThrowableOfType(
                InvalidInputException.class, () -> InviteTerms.of(null, uses, expiresAt, false, CLOCK));
        return error == null ? Set.of() : error.errors().keySet();
    }
}
