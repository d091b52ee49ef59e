package org.chatboard.people.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chatboard.testing.PostgresPlans;
import org.junit.jupiter.api.Test;

/** Checks what PostgreSQL reads for a page of a long log. {@code AuditLogTest} has the plan of Derby. */
class AuditLogPlanIT {
    private static final int EVENTS = 20_000;

    @Test
    void readsTheRowsOfThePageAndNoMore() throws SQLException {
        try (PostgresPlans database = new PostgresPlans("INSERT INTO audit_event (id, happened_at, action)"
                + " SELECT n, n / 2, 'HELP_LINK_MADE' FROM generate_series(1, " + EVENTS + ") n")) {
            for (long at : new long[] {Long.MAX_VALUE, EVENTS / 4}) { // the first page, and one in the middle
                assertThat(database.planOf(AuditLog.select(51), at, at, EVENTS / 2))
                        .containsPattern("Index Scan using audit_event_newest_ix [^\n]*rows=51 ")
                        .doesNotContain("Sort", "Seq Scan", "Bitmap");
            }
        }
    }
}
