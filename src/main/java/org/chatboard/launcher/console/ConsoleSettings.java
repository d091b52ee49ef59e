package org.chatboard.launcher.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chatboard.launcher.StartRejectedException;

/**
 * Where the admin console's server is, and what it shows.
 *
 * @param payara the unpacked Payara Server, which stays as it is
 * @param folder holds all else: domain, password, data
 * @param portBase first of a hundred ports, of which four are used
 * @param nodes grid addresses of the nodes, as {@code 127.0.0.1:6900}
 * @param war ChatBoard's WAR, empty where the server is not to have it
 */
record ConsoleSettings(Path payara, Path folder, int portBase, List<String> nodes, Optional<Path> war) {
    static final String ADDRESS = "127.0.0.1";
    static final String USER = "admin";

    /** In the order of Payara's own {@code --portbase}. */
    private static final int ADMIN = 48;

    private static final int GRID = 49;
    private static final int HTTP = 80;
    private static final int LARGEST_BASE = 65_400;

    /**
     * Reads the arguments that the Maven profile gives.
     *
     * @param arguments folder, port base, nodes between commas, and the WAR's path or {@code none}
     * @throws StartRejectedException where one makes no sense
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
            // the sentence below says it
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

    /** Members of the grid: this server and the nodes. */
    List<String> members() {
        return Stream.concat(Stream.of(ADDRESS + ":" + gridPort()), nodes.stream())
                .toList();
    }

    /** The console's password, as a file that {@code asadmin} reads too. */
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

    /** Empty file that is there once the first start has succeeded. */
    Path complete() {
        return folder.resolve("complete");
    }

    /** Digest of the WAR that is deployed. */
    Path deployed() {
        return folder.resolve("deployed");
    }

    /** Data of the ChatBoard on this server: not a node's. */
    Path data() {
        return folder.resolve("data");
    }
}
