package org.chatboard.launcher.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chatboard.launcher.StartRejectedException;

/**
 * The location of the admin console's server, and what it shows.
 *
 * @param payara the unpacked Payara Server, which stays unchanged
 * @param folder contains everything else: domain, password, data
 * @param portBase first of a hundred ports; the console, the grid and ChatBoard use one each
 * @param nodes grid addresses of the nodes, as {@code 127.0.0.1:6900}
 * @param war ChatBoard's WAR; empty if the server does not get it
 */
record ConsoleSettings(Path payara, Path folder, int portBase, List<String> nodes, Optional<Path> war) {
    static final String ADDRESS = "127.0.0.1";
    static final String USER = "admin";

    /** Offsets from {@code portBase}, as Payara defines them for {@code --portbase}. */
    private static final int ADMIN = 48;

    private static final int GRID = 49;
    private static final int HTTP = 80;
    private static final int LARGEST_BASE = 65_400;

    /**
     * Reads the arguments that the Maven profile gives.
     *
     * @param arguments folder, port base, comma-separated nodes, and path of the WAR or {@code none}
     * @throws StartRejectedException if one is not valid
     */
    static ConsoleSettings of(String... arguments) {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Path war = Path.of(arguments[3]);
        return new ConsoleSettings(
                folder.resolve("payara6"),
                folder,
                base(arguments[1]),
                Stream.of(arguments[2].split(",")).map(String::strip).toList(),
                arguments[3].equals("none") ? Optional.empty() : Optional.of(war.toAbsolutePath()));
    }

    private static int base(String value) {
        try {
            int base = Integer.parseInt(value);
            if (base >= 1024 && base <= LARGEST_BASE) {
                return base;
            }
        } catch (NumberFormatException e) {
            // rejected below
        }
        throw new StartRejectedException("-Dadmin-console.ports is \"" + value + "\". Set it to a number from 1024 to "
                + LARGEST_BASE + ": the console listens on that plus " + ADMIN + ".");
    }

    int adminPort() {
        return portBase + ADMIN;
    }

    int gridPort() {
        return portBase + GRID;
    }

    int httpPort() {
        return portBase + HTTP;
    }

    String consoleUrl() {
        return "https://" + ADDRESS + ":" + adminPort() + "/";
    }

    String applicationUrl() {
        return "http://" + ADDRESS + ":" + httpPort() + "/";
    }

    /** {@return the members of the grid: this server and the nodes} */
    List<String> members() {
        return Stream.concat(Stream.of(ADDRESS + ":" + gridPort()), nodes.stream())
                .toList();
    }

    /** {@return the file with the console's password, which {@code asadmin} reads too} */
    Path passwordFile() {
        return folder.resolve("password.properties");
    }

    Path domains() {
        return folder.resolve("domains");
    }

    Path domain() {
        return domains().resolve(AdminConsole.DOMAIN);
    }

    Path log() {
        return domain().resolve("logs").resolve("server.log");
    }

    /** {@return an empty file that exists after the first successful start} */
    Path complete() {
        return folder.resolve("complete");
    }

    /** {@return the file with the digest of the deployed WAR} */
    Path deployed() {
        return folder.resolve("deployed");
    }

    /** {@return the data directory of the ChatBoard on this server, which is no node} */
    Path data() {
        return folder.resolve("data");
    }
}
