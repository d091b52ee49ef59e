package org.chatboard.conversation.search;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Runs the tests on the chosen database. */
@WithTestServer
class SearchIT extends SearchTests {
    SearchIT(TestServer board) {
        super(board);
    }
}
