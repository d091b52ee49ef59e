package org.chatboard.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The server's logging: {@code payara-config/logging.properties}, in development with its supplement on top, and a log
 * file in the data directory. Until the server is ready the console has our own lines only: where the start fails, the
 * launcher says why in one line, and the server's account of it is in the file.
 */
final class ServerLog {
    private static final String OURS = "org.chatboard";

    /** Kept here since the log manager forgets a logger, and its filter with it, that nobody refers to. */
    private final Logger payara = Logger.getLogger("PayaraMicro");

    private final StartWatch start = new StartWatch();

    private volatile boolean ready;

    /**
     * Puts the settings in force, for this JVM and for the server, which reads them from the file named by the system
     * property {@code java.util.logging.config.file}.
     *
     * @param folder where the composed file is written
     */
    void configure(LaunchSettings settings, Path folder) throws IOException {
        Path file = folder.resolve("logging.properties");
        Files.createDirectories(settings.logFile().getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            compose(settings).store(writer, null);
        }
        System.setProperty("java.util.logging.config.file", file.toString());
        // Payara's shutdown hook sets this logger to ALL and gives it a handler of its own, to say that it has stopped
        payara.setFilter(line -> line.getLevel().intValue() >= Level.WARNING.intValue());
        LogManager logs = LogManager.getLogManager();
        logs.addConfigurationListener(this::configured); // the server reads the configuration once more
        logs.readConfiguration();
    }

    /** From now on the console has what the settings say. */
    void ready() {
        ready = true;
    }

    /** Why the application could not be deployed; empty where it was. */
    Optional<Throwable> failure() {
        return start.failure();
    }

    static Properties compose(LaunchSettings settings) throws IOException {
        Properties properties = new Properties();
        load(properties, "/MICRO-INF/domain/logging.properties");
        if (settings.development()) {
            load(properties, "logging-development.properties");
        }
        // %g is the file's number; a percent sign of the folder's name is written twice
        String folder = settings.logFile().getParent().toString().replace("%", "%%");
        properties.setProperty("java.util.logging.FileHandler.pattern", folder + "/chatboard.%g.log");
        properties.setProperty("handlers", "java.util.logging.ConsoleHandler java.util.logging.FileHandler");
        properties.setProperty("java.util.logging.ConsoleHandler.formatter", LogLine.Console.class.getName());
        properties.setProperty("java.util.logging.FileHandler.formatter", LogLine.class.getName());
        return properties;
    }

    private static void load(Properties properties, String resource) throws IOException {
        try (InputStream stream = ServerLog.class.getResourceAsStream(resource)) {
            properties.load(stream);
        }
    }

    private void configured() {
        Logger.getLogger("").addHandler(start);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setFilter(this::isForConsole);
            }
        }
    }

    private boolean isForConsole(LogRecord record) {
        boolean ours = record.getLoggerName() != null && record.getLoggerName().startsWith(OURS);
        int level = record.getLevel().intValue();
        return ready
                ? ours || level >= Level.WARNING.intValue()
                : ours && level < Level.SEVERE.intValue(); // what the start fails of, the launcher says
    }
}
