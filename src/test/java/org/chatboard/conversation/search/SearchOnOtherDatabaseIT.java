package org.chatboard.conversation.search;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Repeats the tests on the database that the build did not choose. */
@WithTestServer(onOtherDatabase = true)
class SearchOnOtherDatabaseIT extends SearchTests {
    SearchOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
