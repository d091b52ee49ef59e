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
 * Finds the IP address of a client, also behind the proxies of {@code CHATBOARD_TRUSTED_PROXIES}. Each proxy appends its peer to
 * {@code X-Forwarded-For}, so the last entry that is not a trusted proxy is the client. Entries before it are ignored, because
 * the client may have forged them.
 */
@ApplicationScoped
public class ClientAddress {
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](?::\\d+)?|([^:]+):\\d+");

    private Set<AddressRange> trusted;

    /** For the container's proxy. */
    protected ClientAddress() {}

    /** Creates the bean; {@code settings} contains the trusted proxies. */
    @Inject
    public ClientAddress(Settings settings) {
        trusted = settings.trustedProxies();
    }

    /** {@return the IP address of the client of a request} */
    public String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * {@return the IP address of the client of a request}
     *
     * @param peer IP address of the other end of the TCP connection
     * @param forwardedFor the lines of {@code X-Forwarded-For}, in order
     */
    public String of(String peer, List<String> forwardedFor) {
        String client = peer;
        List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(","));
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = IpAddress.parse(withoutPort(hops.get(i).strip()));
            if (hop.isEmpty()) {
                return client; // the last known address
            }
            client = hop.get().getHostAddress();
        }
        return client;
    }

    /** {@return whether an address belongs to a trusted proxy} */
    public boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private boolean isTrusted(String address) {
        return !trusted.isEmpty()
                && IpAddress.parse(address).filter(this::isTrusted).isPresent();
    }

    /** {@return an address of {@code X-Forwarded-For} without the port that some proxies append} */
    private static String withoutPort(String hop) {
        var matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
