package org.chatboard.people.account;

import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;

/** Repeats the tests on the database that the build does not choose. */
@WithTestServer(onOtherDatabase = true)
class PeopleRestOnOtherDatabaseIT extends PeopleRestIT {
    PeopleRestOnOtherDatabaseIT(TestServer board) {
        super(board);
    }
}
