package org.chatboard.conversation.message;

import org.chatboard.testing.Deployments;
import org.chatboard.testing.TestDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Runs {@link MessageServiceTests} on the other database: PostgreSQL if the build uses Derby, else Derby. */
@ArquillianTest
class MessageServiceOnOtherDatabaseIT extends MessageServiceTests {
    @Deployment
    public static WebArchive chatBoard() {
        return Deployments.withTests(TestDatabase.Kind.other(), MessageServiceTests.class);
    }
}
