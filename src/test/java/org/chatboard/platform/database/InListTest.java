package org.chatboard.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InListTest {
    @Test
    void hasALengthThatIsAPowerOfTwo() {
        assertThat(InList.padded(List.of(7))).containsExactly(7, 7);
        assertThat(InList.padded(List.of(1, 2))).containsExactly(1, 2);
        assertThat(InList.padded(List.of(1, 2, 3))).containsExactly(1, 2, 3, 3);
        assertThat(InList.padded(List.of(1, 2, 3, 4))).containsExactly(1, 2, 3, 4);
        assertThat(InList.padded(List.of(1, 2, 3, 4, 5))).containsExactly(1, 2, 3, 4, 5, 5, 5, 5);
    }

    @Test
    void containsEachValueOnceBeforeThePadding() {
        assertThat(InList.padded(List.of(1, 2, 1, 2, 3))).containsExactly(1, 2, 3, 3);
    }
}
