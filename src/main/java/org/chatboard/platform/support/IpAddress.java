package org.chatboard.platform.support;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses IP addresses without looking names up in the DNS. */
public final class IpAddress {
    private static final Pattern IP_V4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final int NETWORK_BYTES = 8;

    private IpAddress() {}

    /**
     * {@return the key by which clients are counted and limited} It is the IPv4 address itself, and for IPv6 the /64 network,
     * because a client usually has all addresses of such a network. Text that is not an address is returned unchanged.
     */
    public static String network(String address) {
        return parse(address).map(IpAddress::network).orElse(address);
    }

    private static String network(InetAddress ip) {
        return ip instanceof Inet6Address
                ? HexFormat.of().formatHex(ip.getAddress(), 0, NETWORK_BYTES) + "/64"
                : ip.getHostAddress();
    }

    /**
     * {@return the IP address, without its zone; empty if the text is not an address} An IPv4-mapped IPv6 address becomes the
     * IPv4 address.
     */
    public static Optional<InetAddress> parse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!IP_V4.matcher(address).matches() && !IP_V6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) { // such as 1:2:3
            return Optional.empty();
        }
    }
}
