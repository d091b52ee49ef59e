package org.chatboard.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro with ChatBoard in it, in this process. */
final class Server {
    private static final String PAYARAS_HOOK = "Payara Micro Shutdown Hook";

    private final LaunchSettings settings;
    private final RuntimeFolder folder;
    private final ServerLog log;
    private PayaraMicroBoot payara;

    Server(LaunchSettings settings, RuntimeFolder folder, ServerLog log) {
        this.settings = settings;
        this.folder = folder;
        this.log = log;
    }

    /**
     * Starts the server and returns when the application answers.
     *
     * @throws StartRejectedException where the server or the application does not start
     */
    void start() throws IOException, ReflectiveOperationException {
        tellTheApplication();
        try {
            payara = boot(arguments().toArray(String[]::new));
        } catch (Exception e) {
            throw StartFailure.refusal(e, settings);
        }
        if (log.failure().isPresent()) {
            throw StartFailure.refusal(log.failure().get(), settings);
        }
        new RunningFile(ProcessHandle.current().pid(), settings.url()).write(settings.data());
        log.ready();
    }

    private static PayaraMicroBoot boot(String[] arguments) throws Exception {
        return Unpacked.isThis() ? Unpacked.boot(arguments) : PayaraMicroLauncher.create(arguments);
    }

    /** Ends the application in order, then the server, and takes away what lies in the temporary folder. */
    void stop() {
        try {
            RunningFile.remove(settings.data());
            stopPayara();
        } catch (IOException | BootstrapException | InterruptedException e) {
            System.err.println("ChatBoard did not shut down cleanly: " + e);
        }
        folder.remove();
    }

    /** Payara has a shutdown hook too; whichever comes first does the work, and the other one waits for it. */
    private void stopPayara() throws BootstrapException, InterruptedException {
        try {
            if (payara != null) {
                payara.shutdown();
            }
        } catch (IllegalStateException e) {
            // Payara's hook was first
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(PAYARAS_HOOK)) {
                thread.join();
            }
        }
    }

    /** The settings that both the server's files and the application read, with the launcher's defaults put in. */
    private void tellTheApplication() {
        System.setProperty("chatboard.data", settings.data().toString());
        System.setProperty("chatboard.address", settings.address());
        System.setProperty("chatboard.port", String.valueOf(settings.port()));
        System.setProperty("chatboard.log", settings.development() ? "development" : "production");
        System.setProperty("java.io.tmpdir", folder.temporary().toString());
    }

    private List<String> arguments() throws IOException, ReflectiveOperationException {
        List<String> arguments = new ArrayList<>(List.of(
                "--nohazelcast",
                "--disablephonehome",
                Unpacked.isThis() ? "--rootdir" : "--unpackdir",
                folder.path().toString()));
        if (settings.monitoring()) {
            Agent.startStatistics(folder.path());
            Path commands = folder.path().resolve("monitoring.asadmin");
            try (InputStream packed = Server.class.getResourceAsStream("monitoring.asadmin")) {
                Files.copy(packed, commands);
            }
            arguments.addAll(List.of("--postbootcommandfile", commands.toString()));
        }
        return arguments;
    }
}
