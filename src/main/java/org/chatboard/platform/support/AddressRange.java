package org.chatboard.platform.support;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation.
 *
 * @param network any address of the range
 * @param prefixBits number of leading bits that all its addresses share; 32 or 128 for a single address
 */
public record AddressRange(InetAddress network, int prefixBits) {
    private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    /** {@return the range of an address such as 127.0.0.1 or a network such as 10.0.0.0/8; empty for any other text} */
    public static Optional<AddressRange> parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return Optional.empty();
        }
        return IpAddress.parse(cidr.group(1)).flatMap(address -> {
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = cidr.group(2) == null ? bits : Integer.parseInt(cidr.group(2));
            return prefix > bits ? Optional.empty() : Optional.of(new AddressRange(address, prefix));
        });
    }

    /** {@return whether the range contains an address} */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int i = 0; i * Byte.SIZE < prefixBits; i++) {
            int bitsBehindPrefix = Math.max(0, (i + 1) * Byte.SIZE - prefixBits);
            if (((ours[i] ^ theirs[i]) & 0xff) >> bitsBehindPrefix != 0) {
                return false;
            }
        }
        return true;
    }
}
