package org.chatboard.chat.request;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** The tests on the database that the build does not choose. */
@WithTestServer(onOtherDatabase = true)
class ChangeOnOtherDatabaseIT extends ChangeIT {
    ChangeOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
