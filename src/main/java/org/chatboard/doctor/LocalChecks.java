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

/** Checks on this machine that need no running server: Java, the data directory, its disk, its database. */
final class LocalChecks {
    private final LaunchSettings settings;

    LocalChecks(LaunchSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs the checks.
     *
     * @param served whether a ready ChatBoard was found on this machine, which may have the database open
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
        Path existingFolder = existingFolder();
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

    Finding disk() {
        try {
            long free = Files.getFileStore(existingFolder()).getUsableSpace();
            String figure = (free >> 20) + " MB free for " + settings.data();
            return free >= Preflight.LEAST_FREE_BYTES
                    ? Finding.ok(figure)
                    : Finding.wrong(
                            "The disk is full: " + figure,
                            "free some space on that disk, ChatBoard needs "
                                    + (Preflight.LEAST_FREE_BYTES >> 20)
                                    + " MB, or move the data directory to a larger one: "
                                    + "CHATBOARD_DATA=/path/to/folder");
        } catch (IOException e) {
            return Finding.wrong(
                    "The free space of " + existingFolder() + " cannot be read: " + e, "check that disk: df -h");
        }
    }

    Finding database(Path folder, boolean served) {
        try {
            if (!DatabaseLock.isHeld(folder)) {
                return Finding.ok("No process uses the database in " + folder);
            }
        } catch (IOException e) {
            return Finding.wrong(
                    "The database in " + folder + " cannot be opened: " + e,
                    "give its files to the user that runs ChatBoard: chown -R USER " + settings.data());
        }
        OptionalLong holder = DatabaseLock.holder(folder);
        String who = holder.isPresent() ? "process " + holder.getAsLong() : "another process";
        boolean ours = RunningFile.read(settings.data()).isPresent();
        if (ours || served) {
            return Finding.ok("The database in " + folder + " is in use by the running ChatBoard, " + who);
        }
        return Finding.wrong(
                "The database in " + folder + " is in use by " + who + ", which is not a running ChatBoard",
                holder.isPresent()
                        ? "look at it (ps -fp " + holder.getAsLong() + ") and end it: kill " + holder.getAsLong()
                        : "end the program that has this database open, and start ChatBoard again");
    }

    /** {@return the data directory, or its nearest parent that exists} */
    private Path existingFolder() {
        Path path = settings.data();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
