package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {
    @Test
    void allowsABurstAndThenSaysHowLongToWait() {
        FrameBudget budget = new FrameBudget(FrameBudget.bucket(1, 5), null, null);
        assertThat(IntStream.range(0, 5).mapToLong(i -> budget.takeMs(true)).sum())
                .isZero();
        assertThat(budget.takeMs(true)).isBetween(1L, 1_000L);
    }

    @Test
    void isSharedByTheSocketsOfAnAccount() {
        var messages = FrameBudget.bucket(1, 5);
        FrameBudget one = new FrameBudget(messages, null, null);
        FrameBudget other = new FrameBudget(messages, null, null);
        IntStream.range(0, 5).forEach(i -> one.takeMs(true));
        assertThat(other.takeMs(true)).isPositive();
    }

    @Test
    void countsMessagesAndOtherFramesByThemselves() {
        FrameBudget budget = new FrameBudget(FrameBudget.bucket(1, 5), FrameBudget.bucket(1, 4), null);
        IntStream.range(0, 5).forEach(i -> budget.takeMs(true));
        assertThat(budget.takeMs(true)).isPositive();
        assertThat(budget.takeMs(false)).isZero();
    }

    @Test
    void hasNoLimitAtARateOfZero() {
        FrameBudget budget = new FrameBudget(FrameBudget.bucket(0, 5), FrameBudget.bucket(0, 4), null);
        assertThat(IntStream.range(0, 10_000)
                        .mapToLong(i -> budget.takeMs(i % 2 == 0))
                        .sum())
                .isZero();
    }

    @Test
    void endsTheSocketAtItsTwoHundredthRefusal() {
        FrameBudget budget = new FrameBudget(null, null, null);
        assertThat(IntStream.rangeClosed(1, 199).allMatch(i -> budget.countRefusal()))
                .isTrue();
        assertThat(budget.countRefusal()).isFalse();
        assertThat(budget.countRefusal()).isFalse();
    }
}
