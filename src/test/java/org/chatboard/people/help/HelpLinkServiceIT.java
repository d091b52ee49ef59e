package org.chatboard.people.help;

import org.chatboard.testing.Deployments;
import org.chatboard.testing.TestDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Runs the tests on the database that the build chooses. */
@ArquillianTest
class HelpLinkServiceIT extends HelpLinkServiceTests {
    @Deployment
    public static WebArchive chatBoard() {
        return Deployments.withTests(TestDatabase.Kind.chosen(), HelpLinkServiceTests.class);
    }
}
