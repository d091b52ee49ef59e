package org.chatboard.people.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the query plans that Derby chooses for a page of the open invitations. */
class OpenInvitesQueryTest {
    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("INVITE_NEWEST_IX", OpenInvitesQuery.ofAll(51)),
                Arguments.of("INVITE_ACCOUNT_NEWEST_IX", OpenInvitesQuery.ofAccount(51)),
                Arguments.of("INVITE_ROOM_NEWEST_IX", OpenInvitesQuery.ofRoom(51)));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void readsAPageByIndexAndSortsNothing(String index, String sql) throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            assertThat(database.planOf(sql))
                    .contains("Index Scan ResultSet for INVITE using index " + index)
                    .contains("ACCOUNT using constraint ACCOUNT_PK")
                    .doesNotContain("Table Scan")
                    .doesNotContain("Hash Scan")
                    .doesNotContain("Sort ResultSet");
        }
    }
}
