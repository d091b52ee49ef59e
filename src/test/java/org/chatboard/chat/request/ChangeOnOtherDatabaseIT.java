package org.chatboard.chat.request;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs {@link ChangeIT} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@WithTestServer(onOtherDatabase = true)
class ChangeOnOtherDatabaseIT extends ChangeIT {
    ChangeOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
