package org.chatboard.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the integration tests deploy: the WAR that the build made, and nothing else. */
public final class Deployments {
    private static final String WEB_XML = "WEB-INF/web.xml";
    private static final Pattern SIGN_IN_MAPPING = Pattern.compile(
            "<filter-mapping>\\s*<filter-name>SignInRequiredFilter</filter-name>.*?</filter-mapping>", Pattern.DOTALL);

    private Deployments() {}

    /** {@return the WAR, under its own name} */
    public static WebArchive chatBoard() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("chatboard.war")));
    }

    /**
     * The WAR with tests in it, which Arquillian asks for by HTTP and signed in as nobody: the filter that sends it to the
     * sign-in page is not there.
     */
    public static WebArchive withTests() {
        WebArchive war = chatBoard();
        Asset webXml = war.get(WEB_XML).getAsset();
        try (InputStream in = webXml.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher mapping = SIGN_IN_MAPPING.matcher(text);
            if (!mapping.find()) {
                throw new IllegalStateException("web.xml has no mapping of SignInRequiredFilter");
            }
            war.delete(WEB_XML);
            return war.setWebXML(new StringAsset(mapping.replaceFirst("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
