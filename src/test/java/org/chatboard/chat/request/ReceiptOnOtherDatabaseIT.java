package org.chatboard.chat.request;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs {@link ReceiptIT} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@WithTestServer(onOtherDatabase = true)
class ReceiptOnOtherDatabaseIT extends ReceiptIT {
    ReceiptOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
