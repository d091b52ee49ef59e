package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryPagesTest {
    private static final FilledAccount ANN = new FilledAccount(1, "");

    @Test
    void readsTheNewestPageOneInTheMiddleAndTheOldest() {
        assertThat(befores(1_000_000)).containsExactly(1_000_001L, 500_000L, 51L);
    }

    @Test
    void readsWholePagesOfAShortRoom() {
        assertThat(befores(100)).containsExactly(101L, 51L, 51L);
    }

    @Test
    void extractsTheSequenceNumbersOfAPage() {
        String page = "{\"room\":5,\"messages\":[{\"seq\":9,\"id\":1},{\"seq\":10,\"id\":2}],\"from\":9,\"to\":10}";

        assertThat(HistoryPages.numbers(page)).containsExactly(9L, 10L);
    }

    private static List<Long> befores(long messages) {
        return HistoryPages.Place.of(FilledRoom.of(1, ANN, ANN, messages)).stream()
                .map(HistoryPages.Place::before)
                .toList();
    }
}
