package org.chatboard.conversation.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.Test;

/** Reads 3,000 messages to all members of 100 rooms from Derby, and as many that name one account. */
class MentionPageQueryTest {
    private static final int STORED = 3_000;
    private static final int ROWS = 100;
    private static final long BEFORE = STORED - 10;

    /** Rows that Derby fetches at once, and may read in vain. */
    private static final int FETCHED_AT_ONCE = 16;

    private static void store(MemoryDatabase database, String into, String row) throws SQLException {
        for (int from = 1; from < STORED; from += 500) {
            database.execute(LongStream.range(from, from + 500)
                    .mapToObj(id -> row.formatted(id, id % 100, id))
                    .collect(Collectors.joining(",", "INSERT INTO " + into + " VALUES ", "")));
        }
    }

    @Test
    void readsTheNewestMessagesAndNoMoreRowsThanItReturns() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            store(database, "mention_all (message_id, room_id, seq, sender_id, sent_at)", "(%d, %d, %d, 1, 0)");
            store(database, "mention (message_id, room_id, seq, account_id, reason)", "(%d, %d, %d, 7, 'MENTION')");
            List<Long> newest =
                    LongStream.rangeClosed(1, ROWS).map(n -> BEFORE - n).boxed().toList();
            assertThat(MentionPageQuery.toAll(database.entityManager(), BEFORE, ROWS))
                    .extracting(MentionPageQuery.Mention::messageId)
                    .isEqualTo(newest);
            assertThat(MentionPageQuery.ofAccount(database.entityManager(), 7, BEFORE, ROWS))
                    .extracting(MentionPageQuery.Mention::messageId)
                    .isEqualTo(newest);
            // an entry of the index and its row
            assertThat(database.rowsVisited(() -> MentionPageQuery.toAll(database.entityManager(), BEFORE, ROWS)))
                    .isBetween((long) ROWS, 2L * ROWS + FETCHED_AT_ONCE);
            assertThat(database.rowsVisited(
                            () -> MentionPageQuery.ofAccount(database.entityManager(), 7, BEFORE, ROWS)))
                    .isBetween((long) ROWS, 2L * ROWS + FETCHED_AT_ONCE);
        }
    }
}
