package org.chatboard.people.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chatboard.testing.PostgresPlans;
import org.junit.jupiter.api.Test;

/**
 * Checks how PostgreSQL reads a page of many open invitations: which index it takes is its own choice. {@code OpenInvitesQueryTest} has the
 * plans of Derby.
 */
class OpenInvitesPlanIT {
    private static final int INVITES = 20_000;

    @Test
    void readsInTheOrderOfAnIndexAndSortsNothing() throws SQLException {
        try (PostgresPlans database = new PostgresPlans(
                "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                        + " SELECT n, 'u' || n, 'U', 'u', '-', 'USER', 0 FROM generate_series(0, 9) n",
                "INSERT INTO invite (id, code_hash, account_id, room_id, guest, uses, uses_left, created_at, expires_at)"
                        + " SELECT n, 'c' || n, n % 10, n % 10, FALSE, 1, 1, 0, 10 FROM generate_series(1, " + INVITES
                        + ") n")) {
            check(database.planOf(OpenInvitesQuery.ofAll(51), INVITES / 2, 5), "invite_(newest_ix|pk)");
            check(database.planOf(OpenInvitesQuery.ofAccount(51), 3, INVITES / 2, 5), "invite_(account_newest_ix|pk)");
            check(database.planOf(OpenInvitesQuery.ofRoom(51), 3, INVITES / 2, 5), "invite_(room_newest_ix|pk)");
        }
    }

    private static void check(String plan, String index) {
        assertThat(plan)
                .containsPattern("Index Scan (Backward )?using " + index + " on invite [^\n]*rows=51 ")
                .doesNotContain("Sort", "Seq Scan on invite", "Bitmap");
    }
}
