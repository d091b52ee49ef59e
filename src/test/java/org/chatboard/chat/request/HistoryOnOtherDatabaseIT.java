package org.chatboard.chat.request;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs {@link HistoryIT} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@WithTestServer(onOtherDatabase = true)
class HistoryOnOtherDatabaseIT extends HistoryIT {
    HistoryOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
