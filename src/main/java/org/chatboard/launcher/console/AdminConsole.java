package org.chatboard.launcher.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.chatboard.launcher.StartRejectedException;

/**
 * Payara Server with its admin console, on loopback, with a generated password and TLS. It joins the nodes' data grid, so that
 * the console lists the nodes and sends them commands. ChatBoard's WAR is deployed on it, since the console's monitoring pages
 * show only this server and no Payara Micro.
 */
public final class AdminConsole {
    static final String DOMAIN = "chatboard";

    /** Name of the grid; the launcher's nodes use the same name. */
    static final String CLUSTER = "chatboard";

    private static final String MODULES =
            "web-container:ejb-container:thread-pool:http-service:jdbc-connection-pool:transaction-service:jvm:jersey";
    private static final int PASSWORD_BYTES = 18;

    private final ConsoleSettings settings;
    private final Asadmin asadmin;

    AdminConsole(ConsoleSettings settings) {
        this.settings = settings;
        this.asadmin = new Asadmin(settings);
    }

    /**
     * Starts the server, prints its URL and waits for its end; Ctrl+C or SIGTERM stops it.
     *
     * @param arguments see {@link ConsoleSettings#of}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ConsoleSettings settings = ConsoleSettings.of(arguments);
        AdminConsole console = new AdminConsole(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(console::stop, "stops the admin console"));
        console.start();
        System.out.println("The admin console is ready: open " + settings.consoleUrl() + " as " + ConsoleSettings.USER
                + "; the password is in " + settings.passwordFile() + ".");
        settings.war()
                .ifPresent(war -> System.out.println(
                        "The ChatBoard on the same server, with data of its own: " + settings.applicationUrl()));
        System.out.println("It sees a node that is started with CHATBOARD_CLUSTER_ADDRESS="
                + String.join(" or ", settings.nodes()) + " CHATBOARD_CLUSTER_MEMBERS=" + ConsoleSettings.ADDRESS + ":"
                + settings.gridPort() + ". Ctrl+C ends it.");
        console.process().ifPresent(server -> server.onExit().join());
    }

    /** Creates the server if it does not exist, starts it if it does not run, and deploys the WAR if it has changed. */
    void start() throws IOException, InterruptedException {
        if (process().isEmpty()) {
            boolean first = !Files.exists(settings.complete());
            if (first) {
                create();
            }
            say("Starting Payara Server …");
            asadmin.local("start-domain", "--domaindir", settings.domains().toString(), DOMAIN);
            if (first) {
                asadmin.remote(
                        "set-monitoring-level",
                        "--module=" + MODULES,
                        "--level=" + MODULES.replaceAll("[^:]+", "HIGH"));
                Files.createFile(settings.complete());
            }
        }
        if (settings.war().isPresent()) {
            deploy(settings.war().get());
        }
    }

    /** Stops the server with {@code asadmin}. */
    void stop() {
        try {
            if (process().isPresent()) {
                asadmin.local(
                        "stop-domain",
                        "--timeout",
                        "300",
                        "--domaindir",
                        settings.domains().toString(),
                        DOMAIN);
            }
        } catch (IOException | StartRejectedException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return the server's process; empty if it does not run} */
    Optional<ProcessHandle> process() throws IOException {
        Path pid = settings.domain().resolve("config").resolve("pid");
        if (!Files.exists(pid)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).filter(ProcessHandle::isAlive);
    }

    /** Runs a command in the server. {@return its output} */
    String command(String... command) throws IOException, InterruptedException {
        return asadmin.remote(command);
    }

    /** Creates the domain. Deletes the domain of a failed start first, since it may listen on every network. */
    private void create() throws IOException, InterruptedException {
        say("Creating the domain …");
        delete(settings.domains());
        Files.deleteIfExists(settings.deployed());
        writePassword();
        asadmin.local(
                "create-domain",
                "--domaindir",
                settings.domains().toString(),
                "--portbase",
                String.valueOf(settings.portBase()),
                DOMAIN);
        DomainFile.configure(settings.domain().resolve("config").resolve("domain.xml"), settings);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path file = settings.passwordFile();
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(settings.folder(), PosixFilePermissions.fromString("rwx------"));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                file, "AS_ADMIN_PASSWORD=" + Base64.getUrlEncoder().encodeToString(random) + System.lineSeparator());
    }

    private void deploy(Path war) throws IOException, InterruptedException {
        Path deployed = settings.deployed();
        String digest = digest(war);
        if (Files.exists(deployed) && Files.readString(deployed).equals(digest)) {
            return;
        }
        say("Deploying ChatBoard …");
        Files.deleteIfExists(deployed); // before the deployment, which removes the former WAR even if it fails
        asadmin.remote("deploy", "--force=true", "--name", "chatboard", "--contextroot", "/", war.toString());
        Files.writeString(deployed, digest);
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
