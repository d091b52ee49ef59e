package org.chatboard.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The commands of {@code java -jar chatboard.jar}; {@link Main} calls it if the version of Java is supported. */
public final class Launcher {
    private static final String HELP = """
            java -jar chatboard.jar               starts ChatBoard in the foreground; SIGTERM or Ctrl+C ends it
            java -jar chatboard.jar doctor [URL]  says what is wrong with a ChatBoard and how to fix it; changes nothing
            java -jar chatboard.jar make-admin USERNAME
                                                  makes an account administrator, whether ChatBoard runs or not
            java -jar chatboard.jar archive [FOLDER]
                                                  makes a folder that starts faster
            java -jar chatboard.jar --help        this text
            java -jar chatboard.jar --version     the version

            Settings are environment variables: CHATBOARD_DATA (the folder for all data, default data), CHATBOARD_ADDRESS
            (127.0.0.1), CHATBOARD_PORT (8080), CHATBOARD_ORIGINS (the addresses people open, comma-separated),
            CHATBOARD_LOG (production or development), CHATBOARD_MONITORING (false or true), CHATBOARD_DATABASE_URL.
            The README lists all of them.""";

    private Launcher() {}

    /**
     * Starts the server and returns when it is ready, or runs another command.
     *
     * @param args the command and its arguments, see {@code --help}; without arguments the server is started
     */
    public static void main(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        switch (command) {
            case "" -> serve();
            case "make-admin" -> makeAdmin(List.of(args).subList(1, args.length));
            case "archive" -> archive(List.of(args).subList(1, args.length));
            case "--help", "-h", "help" -> System.out.println(HELP);
            case "--version" -> System.out.println("ChatBoard " + version());
            default ->
                fail("There is no command \"" + command + "\". java -jar chatboard.jar --help lists all commands.");
        }
    }

    private static void serve() {
        try {
            LaunchSettings settings = LaunchSettings.from(System.getenv());
            // set now as Payara sets it later, because the JDK reads it only at the first use of a network address
            System.setProperty(
                    "java.net.preferIPv4Stack",
                    String.valueOf(!settings.address().contains(":")));
            System.setProperty("java.util.logging.manager", ShutdownLogManager.class.getName());
            ParentProcessWatch.start();
            Preflight.check(settings);
            RuntimeFolder folder = RuntimeFolder.create(Path.of(System.getProperty("java.io.tmpdir")));
            ServerLog log = new ServerLog();
            Server server = new Server(settings, folder, log);
            Shutdown shutdown = Shutdown.register(server);
            log.configure(settings, folder.path());
            try {
                server.start();
            } catch (StartRejectedException e) {
                shutdown.exitStatus(1);
                throw e;
            }
            System.out.println("ChatBoard is ready: open " + settings.url());
            if (Boolean.getBoolean(Archive.PROPERTY)) {
                System.exit(0);
            }
        } catch (StartRejectedException e) {
            fail(e.getMessage());
        } catch (IOException | ReflectiveOperationException e) {
            fail("ChatBoard could not start: " + e);
        }
    }

    private static void makeAdmin(List<String> arguments) {
        try {
            System.out.println(MakeAdmin.run(arguments, System.getenv()));
        } catch (StartRejectedException e) {
            fail(e.getMessage());
        } catch (IOException | InterruptedException e) {
            fail("ChatBoard could not make an administrator: " + e);
        }
    }

    private static void archive(List<String> folder) {
        try {
            Archive.make(folder);
        } catch (StartRejectedException e) {
            fail(e.getMessage());
        } catch (IOException | InterruptedException e) {
            fail("ChatBoard could not make the archive: " + e);
        }
    }

    private static void fail(String line) {
        System.err.println(line);
        System.exit(1);
    }

    private static String version() {
        return Optional.ofNullable(Launcher.class.getPackage().getImplementationVersion())
                .orElse("(version unknown: not started from chatboard.jar)");
    }
}
