package org.chatboard.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.AddressRange;
import org.chatboard.platform.support.IpAddress;

/**
 * Tells where a request comes from, also through the proxies of {@code CHATBOARD_TRUSTED_PROXIES}: each appends to {@code
 * X-Forwarded-For} whom it was asked by, so the last entry that is no such proxy is the client. What stands before it is the client's
 * own and worth nothing.
 */
@ApplicationScoped
public class ClientAddress {
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](?::\\d+)?|([^:]+):\\d+");

    private Set<AddressRange> trusted;

    /** For the container's proxy. */
    protected ClientAddress() {}

    /** @param settings says which proxies are trusted */
    @Inject
    public ClientAddress(Settings settings) {
        trusted = settings.trustedProxies();
    }

    /** {@return the address of the client, be there proxies between or not} */
    public String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * The same, of what a request says.
     *
     * @param peer address of the other end of the connection
     * @param forwardedFor the header's lines, in their order
     */
    public String of(String peer, List<String> forwardedFor) {
        String client = peer;
        List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(","));
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = IpAddress.parse(withoutPort(hops.get(i).strip()));
            if (hop.isEmpty()) {
                return client; // the last one who is known
            }
            client = hop.get().getHostAddress();
        }
        return client;
    }

    /** {@return whether the address is that of a trusted proxy} */
    public boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private boolean isTrusted(String address) {
        return !trusted.isEmpty()
                && IpAddress.parse(address).filter(this::isTrusted).isPresent();
    }

    /** Some proxies write the port, too. */
    private static String withoutPort(String hop) {
        var matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
