package org.chatboard.people.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.Test;

/** Checks the query plan that Derby chooses for a page of the log. {@code AuditLogPlanIT} has that of PostgreSQL. */
class AuditLogTest {
    @Test
    void readsAPageByIndexAndSortsNothing() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            assertThat(database.planOf(AuditLog.select(51)))
                    .contains("Index Scan ResultSet for AUDIT_EVENT using index AUDIT_EVENT_NEWEST_IX")
                    .doesNotContain("Table Scan")
                    .doesNotContain("Sort ResultSet");
        }
    }
}
