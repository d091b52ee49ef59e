package org.chatboard.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionRequestTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path data;

    @Test
    void isTakenOnceAndAnsweredOnce() throws IOException {
        PromotionRequest asked = PromotionRequest.write(data, "anna");
        assertThat(asked.readAnswer()).isEmpty();
        PromotionRequest pending = PromotionRequest.pending(data).get(0);
        assertThat(pending.take(Instant.EPOCH)).contains("anna");
        assertThat(pending.take(Instant.EPOCH)).isEmpty();
        pending.answer(PromotionOutcome.DISABLED);
        assertThat(asked.readAnswer()).contains(PromotionOutcome.DISABLED);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void isNotPendingAfterItWasWithdrawn() throws IOException {
        PromotionRequest.write(data, "anna").withdraw();
        assertThat(PromotionRequest.pending(data)).isEmpty();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void doesNotNeedTheDataDirectory() throws IOException {
        assertThat(PromotionRequest.pending(data.resolve("none"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, true", "-1, false"})
    void isNotServedOnceNobodyWaitsForIt(long secondsAfterOldest, boolean served) throws IOException {
        PromotionRequest request = PromotionRequest.write(data, "anna");
        Files.setLastModifiedTime(request.file(), FileTime.from(NOW.plusSeconds(secondsAfterOldest)));
        assertThat(request.take(NOW).isPresent()).isEqualTo(served);
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"999, true", "1000, true", "1001, false"})
    void isNotReadIfItIsTooLong(int bytes, boolean read) throws IOException {
        PromotionRequest request = PromotionRequest.write(data, "a".repeat(bytes));
        assertThat(request.take(Instant.EPOCH).isPresent()).isEqualTo(read);
    }
}
