package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.chatboard.platform.config.Origins;
import org.chatboard.platform.config.Settings;

/** Decides which web pages may open sockets and change things: those of ChatBoard's own origins, compared for equality. */
@ApplicationScoped
public class AllowedOrigins {
    private Settings settings;

    /** For the container's proxy. */
    protected AllowedOrigins() {}

    /** @param settings names the origins, or the address and port that they follow from */
    @Inject
    public AllowedOrigins(Settings settings) {
        this.settings = settings;
    }

    /**
     * Tells whether a page of this origin may talk to the server.
     *
     * @param origin the {@code Origin} header as it came; {@code null} and the text {@code null} are refused
     * @param localPort the port that the request came in at, which counts where {@code CHATBOARD_PORT} is not set
     */
    public boolean allows(String origin, int localPort) {
        return origin != null && list(localPort).contains(origin);
    }

    /**
     * The origins that are allowed, the one to show to people first.
     *
     * @param localPort the port that the request came in at
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
     * Tells whether a name in {@code Host} is one of this server's: that of an allowed origin, at any port, or of this machine for itself.
     *
     * @param host in small letters, without a port
     */
    public boolean serves(String host) {
        return host.equals("localhost")
                || list(0).stream().anyMatch(origin -> Origins.host(origin).equals(host));
    }

    /** {@return whether people reach the server by https alone, so that cookies may insist on it} */
    public boolean httpsOnly() {
        return !settings.origins().isEmpty()
                && settings.origins().stream().allMatch(origin -> origin.startsWith("https:"));
    }
}
