package org.chatboard.testing;

import java.io.File;
import java.net.URI;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the integration tests deploy: the WAR that the build made, and nothing else. */
public final class Deployments {
    private Deployments() {}

    /** {@return the WAR, under its own name} */
    public static WebArchive chatBoard() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("chatboard.war")));
    }

    /**
     * The server's address on 127.0.0.1, where alone it listens.
     *
     * @param base the address that Arquillian gives, which names the machine's first network
     */
    public static URI onLoopback(URI base) {
        return URI.create("http://127.0.0.1:" + base.getPort());
    }
}
