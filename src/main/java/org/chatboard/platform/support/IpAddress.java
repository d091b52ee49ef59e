package org.chatboard.platform.support;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses; no name is ever looked up. */
public final class IpAddress {
    private static final Pattern IP_V4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final int NETWORK_BYTES = 8;

    private IpAddress() {}

    /**
     * {@return what counts as one client where attempts are counted} An IPv6 address stands for its network of 64 bits, since whoever
     * has one has them all.
     *
     * @param address as text
     */
    public static String network(String address) {
        return parse(address).map(IpAddress::network).orElse(address);
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
}
