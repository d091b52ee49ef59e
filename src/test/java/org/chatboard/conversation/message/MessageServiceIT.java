package org.chatboard.conversation.message;

import org.chatboard.testing.Deployments;
import org.chatboard.testing.TestDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Runs {@link MessageServiceTests} on the database that the build uses. */
@ArquillianTest
class MessageServiceIT extends MessageServiceTests {
    @Deployment
    public static WebArchive chatBoard() {
        return Deployments.withTests(TestDatabase.Kind.chosen(), MessageServiceTests.class);
    }
}
