package org.chatboard.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatboard.platform.environment.SettingsReader;

/**
 * The settings of Payara's data grid, through which Payara Server's admin console sees this node. The grid is off unless
 * {@code CHATBOARD_CLUSTER_ADDRESS} is set. It has no authentication yet, so it listens on loopback only.
 *
 * @param address IP address of this node for the grid
 * @param port port of this node for the grid
 * @param members address and port of the other members, as {@code 127.0.0.1:4849}; the admin console's server is one
 *     ({@code CHATBOARD_CLUSTER_MEMBERS}, comma-separated)
 */
record ClusterSettings(String address, int port, List<String> members) {
    /** Name of the grid, and the node's group; {@code payara-config} and the admin console use the same name. */
    static final String CLUSTER = "chatboard";

    static final String GROUP = "ChatBoard";

    private static final String ADDRESS = "CHATBOARD_CLUSTER_ADDRESS";
    private static final String MEMBERS = "CHATBOARD_CLUSTER_MEMBERS";
    private static final Pattern MEMBER = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{1,5})");
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_PART = 255;

    /**
     * Reads the settings.
     *
     * @return empty if the grid is off
     * @throws StartRejectedException if a value is not valid
     */
    static Optional<ClusterSettings> from(SettingsReader settings) {
        String own = settings.text(ADDRESS).orElse("");
        String others = settings.text(MEMBERS).orElse("");
        if (own.isEmpty() && !others.isEmpty()) {
            throw new StartRejectedException(MEMBERS + " is set, but the grid is off. Set " + ADDRESS
                    + " too, for example to 127.0.0.1:6900, or unset it.");
        }
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Matcher member = loopback(ADDRESS, own);
        List<String> members = Stream.of(others.split(","))
                .map(String::strip)
                .filter(other -> !other.isEmpty())
                .map(other -> loopback(MEMBERS, other).group())
                .toList();
        return Optional.of(new ClusterSettings(member.group(1), Integer.parseInt(member.group(2)), members));
    }

    /**
     * {@return Payara Micro's flags}
     *
     * @param node name of this node
     */
    List<String> flags(String node) {
        List<String> all = new ArrayList<>(List.of(address + ":" + port));
        all.addAll(members);
        return List.of(
                "--clustername", CLUSTER,
                "--clustermode", "tcpip:" + String.join(",", all),
                "--interfaces", address,
                "--startport", String.valueOf(port),
                "--name", node,
                "--group", GROUP);
    }

    private static Matcher loopback(String setting, String value) {
        Matcher member = MEMBER.matcher(value);
        if (!member.matches() || !isLoopback(member.group(1)) || !isPort(Integer.parseInt(member.group(2)))) {
            throw new StartRejectedException(
                    setting + " has \"" + value + "\". Set it to a loopback address and a port, for example "
                            + "127.0.0.1:6900: the grid asks nobody for a password yet, so it cannot be on a network.");
        }
        return member;
    }

    /** Compares the text only: a lookup of an address would fix the IP stack before {@code Launcher} chooses it. */
    private static boolean isLoopback(String address) {
        return address.startsWith("127.")
                && Stream.of(address.split("\\.")).mapToInt(Integer::parseInt).allMatch(part -> part <= LARGEST_PART);
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= LARGEST_PORT;
    }
}
