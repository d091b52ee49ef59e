package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void alignsFiguresToTheRightBelowTheirHeaders() {
        MarkdownTable table = new MarkdownTable("rooms", "p50 ms", "messages");
        table.add("many", 2.345, 1_000_000L);

        assertThat(table.markdown()).isEqualTo("""
                | rooms | p50 ms | messages |
                |---|--:|--:|
                | many | 2.3 | 1,000,000 |
                """);
    }

    @Test
    void rejectsARowWithTooFewCells() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MarkdownTable("rooms", "p50 ms").add("many"));
    }
}
