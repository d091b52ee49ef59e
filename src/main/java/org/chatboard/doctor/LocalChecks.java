package org.chatboard.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.chatboard.launcher.DatabaseLock;
import org.chatboard.launcher.LaunchSettings;
import org.chatboard.launcher.Preflight;
import org.chatboard.launcher.RunningFile;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.NearestFolder;

/** Checks on this machine that need no running server: Java, the data directory, its disk, its database. */
final class LocalChecks {
    private final LaunchSettings settings;

    LocalChecks(LaunchSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs the checks.
     *
     * @param served whether a ready ChatBoard answered at the checked URL; it may be the process that has the database open
     */
    List<Finding> run(boolean served) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.home") + ")"));
        findings.add(dataDirectory());
        findings.add(disk());
        settings.databaseFolder().ifPresent(folder -> findings.add(database(folder, served)));
        return findings;
    }

    Finding dataDirectory() {
        Path existingFolder = NearestFolder.of(settings.data());
        String fix =
                "make it writable for the user that runs ChatBoard, or choose another: CHATBOARD_DATA=/path/to/folder";
        if (!Files.isDirectory(existingFolder)) {
            return Finding.wrong(
                    "The data directory " + settings.data() + " cannot be created: " + existingFolder
                            + " is not a folder",
                    fix);
        }
        if (!Files.isWritable(existingFolder)) {
            return Finding.wrong(
                    "The data directory " + settings.data() + " cannot be written by user "
                            + System.getProperty("user.name"),
                    fix);
        }
        return existingFolder.equals(settings.data())
                ? Finding.ok("The data directory " + existingFolder + " can be written")
                : Finding.note("There is no data directory " + settings.data() + " yet; the first start creates it");
    }

    /** Checks the disk of the data directory, or the one of the database if that has less free space. */
    Finding disk() {
        Path database = settings.databaseFolder().orElse(settings.data());
        try {
            // read before the data directory: on one disk that fills up, the data directory then has the smaller figure
            long ofDatabase = freeBytes(database);
            long ofData = freeBytes(settings.data());
            return ofDatabase < ofData
                    ? disk(
                            database,
                            ofDatabase,
                            "the database to a larger one: ",
                            DatabaseUrl.VARIABLE + "=jdbc:derby:directory:")
                    : disk(settings.data(), ofData, "the data directory to a larger one: ", "CHATBOARD_DATA=");
        } catch (IOException e) {
            return Finding.wrong(
                    "The free space for " + settings.data() + " and " + database + " cannot be read: " + e,
                    "check these disks: df -h");
        }
    }

    private static Finding disk(Path folder, long free, String move, String setting) {
        String figure = (free >> 20) + " MB free for " + folder;
        return free >= Preflight.LEAST_FREE_BYTES
                ? Finding.ok(figure)
                : Finding.wrong(
                        "The disk is full: " + figure,
                        "free some space on that disk, ChatBoard needs " + (Preflight.LEAST_FREE_BYTES >> 20)
                                + " MB, or move " + move + setting + "/path/to/folder");
    }

    private static long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(NearestFolder.of(folder)).getUsableSpace();
    }

    Finding database(Path folder, boolean served) {
        try {
            if (!DatabaseLock.isHeld(folder)) {
                return Finding.ok("No process uses the database in " + folder);
            }
        } catch (IOException e) {
            return Finding.wrong(
                    "The database in " + folder + " cannot be opened: " + e,
                    "give its files to the user that runs ChatBoard: chown -R USER " + folder);
        }
        OptionalLong holder = DatabaseLock.holder(folder);
        String who = holder.isPresent() ? "process " + holder.getAsLong() : "another process";
        if (RunningFile.read(settings.data()).isPresent()) {
            return Finding.ok("The database in " + folder + " is in use by the running ChatBoard, " + who);
        }
        if (served) { // a server that was started without chatboard.jar leaves no trace in the data directory
            return Finding.ok("The database in " + folder + " is in use by " + who
                    + ", probably the ChatBoard that answers at the checked URL");
        }
        return Finding.wrong(
                "The database in " + folder + " is in use by " + who + ", which is not a running ChatBoard",
                holder.isPresent()
                        ? "look at it (ps -fp " + holder.getAsLong() + ") and end it: kill " + holder.getAsLong()
                        : "end the program that has this database open, and start ChatBoard again");
    }
}
