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

/** The deployments of the Arquillian tests, made from the WAR of the build. */
public final class Deployments {
    private static final String WEB_XML = "WEB-INF/web.xml";
    private static final Pattern SIGN_IN_MAPPING = Pattern.compile(
            "<filter-mapping>\\s*<filter-name>SignInRequiredFilter</filter-name>.*?</filter-mapping>", Pattern.DOTALL);

    private Deployments() {}

    /** {@return the unchanged WAR} */
    public static WebArchive chatBoard() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("chatboard.war")));
    }

    /**
     * Returns the WAR without the mapping of {@code SignInRequiredFilter}. Arquillian calls in-container tests by HTTP without a
     * session, which the filter would redirect to the sign-in page.
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
     * Returns the server's URL on 127.0.0.1, the only address on which it listens.
     *
     * @param base the URL from Arquillian, which names the machine's first network address
     */
    public static URI onLoopback(URI base) {
        return URI.create("http://127.0.0.1:" + base.getPort());
    }
}
