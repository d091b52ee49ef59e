package org.chatboard.chat.delivery;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs {@link UnreadMentionsIT} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@WithTestServer(onOtherDatabase = true)
class UnreadMentionsOnOtherDatabaseIT extends UnreadMentionsIT {
    UnreadMentionsOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
