package org.chatboard.people.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks Derby's query plan of the people search. */
class PeopleSearchTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void scansTheIndexRangeOfOneWordAndJoinsByKey(int words) throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            String plan = database.planOf(PeopleSearch.select(words));
            assertThat(plan)
                    .contains("Index Scan ResultSet for ACCOUNT_WORD using index ACCOUNT_WORD_IX")
                    .contains("Index Scan ResultSet for ACCOUNT using constraint ACCOUNT_PK")
                    .doesNotContain("Table Scan")
                    .doesNotContain("Hash Scan");
            assertThat(plan.split("using constraint ACCOUNT_WORD_PK", -1)).hasSize(words);
        }
    }
}
