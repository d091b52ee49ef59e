package org.chatboard.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.NearestFolder;

/**
 * Checks that run before the server is started. Each check throws an exception with one line that says what is wrong and what to
 * do.
 */
public final class Preflight {
    /** Free space that a start needs, in bytes: more than a new database, its log and the log files take. */
    public static final long LEAST_FREE_BYTES = 100L << 20;

    /** Bytes that the unpacked server takes in the temporary folder. */
    private static final long UNPACKED_BYTES = 200L << 20;

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private Preflight() {}

    /**
     * Checks data directory, database, address, port and free space.
     *
     * @throws StartRejectedException at the first check that fails
     */
    static void check(LaunchSettings settings) {
        checkDataDirectory(settings.data());
        checkFreeSpace(settings.data(), LEAST_FREE_BYTES, "CHATBOARD_DATA");
        settings.databaseFolder().ifPresent(folder -> {
            checkDatabaseSpace(settings, folder);
            checkDatabase(settings, folder);
        });
        checkAddress(settings.address());
        checkPort(settings.address(), settings.port());
        settings.cluster().ifPresent(cluster -> checkClusterPort(cluster.address(), cluster.port()));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        checkFreeSpace(temporary, UNPACKED_BYTES, "the JVM's option -Djava.io.tmpdir");
    }

    static void checkDataDirectory(Path data) {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "write-", ".test"));
        } catch (IOException e) {
            throw new StartRejectedException(
                    "The data directory " + data + " cannot be written (" + reason(e) + "). Make it writable for user "
                            + System.getProperty("user.name") + ", or choose another: CHATBOARD_DATA=/path/to/folder.",
                    e);
        }
    }

    /** Checks the free space for the database, which may be on another disk than the data directory. */
    static void checkDatabaseSpace(LaunchSettings settings, Path databaseFolder) {
        checkFreeSpace(
                NearestFolder.of(databaseFolder),
                LEAST_FREE_BYTES,
                settings.databaseUrlIsSet() ? DatabaseUrl.VARIABLE : "CHATBOARD_DATA");
    }

    static void checkFreeSpace(Path folder, long least, String setting) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < least) {
                throw new StartRejectedException(
                        "The disk that holds " + folder + " is full: " + megabytes(free) + " free, ChatBoard "
                                + "needs " + megabytes(least) + ". Free some space there, or choose another disk with "
                                + setting + ".");
            }
        } catch (IOException e) {
            throw new StartRejectedException(
                    "The free space of " + folder + " cannot be read (" + reason(e) + "). Check that disk: df -h.", e);
        }
    }

    static void checkDatabase(LaunchSettings settings, Path databaseFolder) {
        boolean held;
        try {
            held = DatabaseLock.isHeld(databaseFolder);
        } catch (IOException e) {
            throw new StartRejectedException(
                    "The database in " + databaseFolder + " cannot be opened (" + reason(e)
                            + "). Give its files to user " + System.getProperty("user.name") + ", or "
                            + choice(settings),
                    e);
        }
        if (held) {
            throw new StartRejectedException("The database in " + databaseFolder + " is in use by another process"
                    + holder(settings.data(), databaseFolder) + ". Stop that one first, or " + choice(settings));
        }
    }

    /** {@return which setting chooses another database} */
    private static String choice(LaunchSettings settings) {
        return settings.databaseUrlIsSet()
                ? "choose another database by CHATBOARD_DATABASE_URL, or unset it for the one in " + settings.data()
                        + "."
                : "choose another data directory: CHATBOARD_DATA=/path/to/folder.";
    }

    static void checkAddress(String address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        } catch (UnknownHostException e) {
            throw new StartRejectedException(
                    "CHATBOARD_ADDRESS is \"" + address + "\", which this machine cannot resolve. "
                            + "Use 127.0.0.1 (this machine only), 0.0.0.0 (every network) or one of its own addresses.",
                    e);
        } catch (IOException e) {
            throw new StartRejectedException(
                    "CHATBOARD_ADDRESS is \"" + address + "\", and this machine cannot listen there ("
                            + reason(e)
                            + "). Use 127.0.0.1 (this machine only), 0.0.0.0 (every network) or one of its own "
                            + "addresses.",
                    e);
        }
    }

    static void checkPort(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            if (port < FIRST_UNPRIVILEGED_PORT && reason(e).contains("ermission")) {
                throw new StartRejectedException(
                        "Port " + port + " is for privileged users only. Choose " + FIRST_UNPRIVILEGED_PORT
                                + " or higher: CHATBOARD_PORT=8080.",
                        e);
            }
            throw inUse(address, port, "CHATBOARD_PORT=" + next(port), e);
        }
    }

    static void checkClusterPort(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw inUse(address, port, "CHATBOARD_CLUSTER_ADDRESS=" + address + ":" + next(port), e);
        }
    }

    private static StartRejectedException inUse(String address, int port, String another, IOException e) {
        return new StartRejectedException(
                "Port " + port + " of " + address + " is in use by another program. Stop that program, or "
                        + "choose another port: " + another + ".",
                e);
    }

    private static int next(int port) {
        return port == 65_535 ? 8081 : port + 1;
    }

    private static String holder(Path data, Path databaseFolder) {
        String pid = DatabaseLock.holder(databaseFolder).stream()
                .mapToObj(p -> " (pid " + p)
                .findFirst()
                .orElse("");
        String url = RunningFile.read(data)
                .map(running -> "a ChatBoard that serves " + running.url())
                .orElse("");
        if (pid.isEmpty() && url.isEmpty()) {
            return "";
        }
        return pid + (pid.isEmpty() ? " (" : url.isEmpty() ? "" : ", ") + url + ")";
    }

    /**
     * {@return the reason of an exception} The message of a file system exception is often only the path, so its type is
     * translated.
     */
    private static String reason(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return switch (e.getClass().getSimpleName()) {
            case "FileAlreadyExistsException" -> "a file is in the way: " + message;
            case "AccessDeniedException" -> "access denied: " + message;
            case "NotDirectoryException" -> "not a folder: " + message;
            default -> message.isEmpty() ? e.getClass().getSimpleName() : message;
        };
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
