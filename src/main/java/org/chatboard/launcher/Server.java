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
import java.util.Map;

/** The Payara Micro server in this process, with ChatBoard deployed. */
final class Server {
    private static final String PAYARA_HOOK = "Payara Micro Shutdown Hook";

    /**
     * Properties of the grid. It binds only the given address and does not send usage data. It removes a member that has not
     * answered for 15 s instead of 60 s, because some calls of Payara wait for that member until it is removed.
     */
    private static final Map<String, String> HAZELCAST = Map.of(
            "hazelcast.socket.bind.any", "false",
            "hazelcast.phone.home.enabled", "false",
            "hazelcast.heartbeat.interval.seconds", "3",
            "hazelcast.max.no.heartbeat.seconds", "15");

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
     * Starts the server and returns when the application is ready.
     *
     * @throws StartRejectedException if the server or the application does not start
     */
    void start() throws IOException, ReflectiveOperationException {
        setSystemProperties();
        try {
            payara = boot(arguments().toArray(String[]::new));
        } catch (Exception e) {
            throw StartFailure.rejection(e, settings);
        }
        if (log.failure().isPresent()) {
            throw StartFailure.rejection(log.failure().get(), settings);
        }
        new RunningFile(ProcessHandle.current().pid(), settings.url()).write(settings.data());
        log.ready();
    }

    private static PayaraMicroBoot boot(String[] arguments) throws Exception {
        return UnpackedServer.isRunning() ? UnpackedServer.boot(arguments) : PayaraMicroLauncher.create(arguments);
    }

    /** Stops the application, then the server, and removes the runtime folder. */
    void stop() {
        try {
            RunningFile.remove(settings.data());
            stopPayara();
        } catch (IOException | BootstrapException | InterruptedException e) {
            System.err.println("ChatBoard did not shut down cleanly: " + e);
        }
        folder.remove();
    }

    /** Stops Payara. If Payara's own shutdown hook has begun to do so, waits until that hook has finished. */
    private void stopPayara() throws BootstrapException, InterruptedException {
        try {
            if (payara != null) {
                payara.shutdown();
            }
        } catch (IllegalStateException e) {
            // Payara's own hook is stopping Payara already
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(PAYARA_HOOK)) {
                thread.join();
            }
        }
    }

    /** Sets the system properties that {@code pre-boot.asadmin} and the application read, including the launcher's defaults. */
    private void setSystemProperties() {
        System.setProperty("chatboard.data", settings.data().toString());
        System.setProperty("chatboard.address", settings.address());
        System.setProperty("chatboard.port", String.valueOf(settings.port()));
        System.setProperty("chatboard.log", settings.development() ? "development" : "production");
        System.setProperty("java.io.tmpdir", folder.temporary().toString());
        if (settings.cluster().isPresent()) {
            HAZELCAST.forEach(System::setProperty);
        }
    }

    private List<String> arguments() throws IOException, ReflectiveOperationException {
        List<String> arguments = new ArrayList<>(List.of(
                "--disablephonehome",
                UnpackedServer.isRunning() ? "--rootdir" : "--unpackdir",
                folder.path().toString()));
        arguments.addAll(settings.cluster()
                .map(cluster -> cluster.flags(settings.nodeName()))
                .orElse(List.of("--nohazelcast")));
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
