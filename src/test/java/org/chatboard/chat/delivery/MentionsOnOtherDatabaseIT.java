package org.chatboard.chat.delivery;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs {@link MentionsIT} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@WithTestServer(onOtherDatabase = true)
class MentionsOnOtherDatabaseIT extends MentionsIT {
    MentionsOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
