package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.chatboard.platform.config.Origins;
import org.chatboard.platform.config.Settings;

/** The origins whose pages may open WebSockets and send changing requests. Origins are compared for equality. */
@ApplicationScoped
public class AllowedOrigins {
    private Settings settings;

    /** For the container's proxy. */
    protected AllowedOrigins() {}

    /**
     * Creates the bean.
     *
     * @param settings contains the origins, or the address and port to derive them from
     */
    @Inject
    public AllowedOrigins(Settings settings) {
        this.settings = settings;
    }

    /**
     * {@return whether a page of this origin may open WebSockets and send changing requests}
     *
     * @param origin the {@code Origin} header as received; {@code null} and the text {@code null} are rejected
     * @param localPort the local port of the request, used if {@code CHATBOARD_PORT} is not set
     */
    public boolean allows(String origin, int localPort) {
        return origin != null && list(localPort).contains(origin);
    }

    /**
     * {@return the origin of links that users share: the first one configured, or else the one at which the user of a request has reached
     * the server}
     *
     * @param request its {@code Host} is one that {@link #serves} allows, or the server's own address
     */
    public String ofLinks(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return settings.origins().isEmpty() && host != null
                ? request.getScheme() + "://" + host.toLowerCase(Locale.ROOT)
                : list(request.getLocalPort()).get(0);
    }

    /**
     * {@return the allowed origins}
     *
     * @param localPort the local port of the request, used if {@code CHATBOARD_PORT} is not set
     */
    public List<String> list(int localPort) {
        if (!settings.origins().isEmpty()) {
            return settings.origins();
        }
        int port = settings.port().orElse(localPort);
        return List.of(
                Origins.http("127.0.0.1", port),
                Origins.http("localhost", port),
                Origins.http(settings.address(), port));
    }

    /**
     * {@return whether a {@code Host} is valid: the host of an allowed origin, or {@code localhost}}
     *
     * @param host in lower case, without a port
     */
    public boolean serves(String host) {
        return host.equals("localhost")
                || list(0).stream().anyMatch(origin -> Origins.host(origin).equals(host));
    }

    /** {@return whether users reach the server only by HTTPS, so that cookies may be {@code Secure}} */
    public boolean httpsOnly() {
        return !settings.origins().isEmpty()
                && settings.origins().stream().allMatch(origin -> origin.startsWith("https:"));
    }
}
