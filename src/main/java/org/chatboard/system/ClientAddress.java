package org.chatboard.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells where a request comes from, also through the proxies of {@code CHATBOARD_TRUSTED_PROXIES}: each appends to {@code
 * X-Forwarded-For} whom it was asked by, so the last entry that is no such proxy is the client. What stands before it is the client's
 * own and worth nothing.
 */
@ApplicationScoped
public class ClientAddress {
    private static final Pattern IP_V4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](?::\\d+)?|([^:]+):\\d+");
    private static final int NETWORK_BYTES = 8;

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
            Optional<InetAddress> hop = parse(withoutPort(hops.get(i).strip()));
            if (hop.isEmpty()) {
                return client; // the last one who is known
            }
            client = hop.get().getHostAddress();
        }
        return client;
    }

    /**
     * {@return what counts as one client where attempts are counted} An IPv6 address stands for its network of 64 bits, since whoever
     * has one has them all.
     *
     * @param address as {@link #of(HttpServletRequest)} gives it
     */
    public static String network(String address) {
        return parse(address).map(ClientAddress::network).orElse(address);
    }

    private static String network(InetAddress ip) {
        return ip instanceof Inet6Address
                ? HexFormat.of().formatHex(ip.getAddress(), 0, NETWORK_BYTES) + "/64"
                : ip.getHostAddress();
    }

    /** {@return an IP address, an IPv6 address of an IPv4 one as that; empty for all else, and no name is looked up} */
    public static Optional<InetAddress> parse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!IP_V4.matcher(address).matches() && !IP_V6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) { // 1:2:3
            return Optional.empty();
        }
    }

    /** {@return whether the address is that of a trusted proxy} */
    public boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private boolean isTrusted(String address) {
        return !trusted.isEmpty() && parse(address).filter(this::isTrusted).isPresent();
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
