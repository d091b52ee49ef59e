package org.chatboard.chat.delivery;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs {@link MentionPageIT} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@WithTestServer(onOtherDatabase = true)
class MentionPageOnOtherDatabaseIT extends MentionPageIT {
    MentionPageOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
