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
 * Configures the logging from {@code payara-config/logging.properties}, for developers from
 * {@code logging-development.properties} too, and adds a log file in the data directory. Until the server is ready, the console
 * shows only lines of ChatBoard below SEVERE. If the start fails, the launcher prints the reason in one line, and the log file
 * has the details.
 */
final class ServerLog {
    private static final String CHATBOARD = "org.chatboard";

    /** A strong reference, because the log manager holds loggers, with their filters, only weakly. */
    private final Logger payara = Logger.getLogger("PayaraMicro");

    private final StartFailureHandler start = new StartFailureHandler();

    private volatile boolean ready;

    /**
     * Applies the configuration to this JVM and to the server, which reads it from the file of the system property
     * {@code java.util.logging.config.file}.
     *
     * @param folder the folder to write the configuration file to
     */
    void configure(LaunchSettings settings, Path folder) throws IOException {
        Path file = folder.resolve("logging.properties");
        Files.createDirectories(settings.logFile().getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            compose(settings).store(writer, null);
        }
        System.setProperty("java.util.logging.config.file", file.toString());
        // Payara's shutdown hook sets this logger to ALL and adds a handler to print that it has stopped
        payara.setFilter(line -> line.getLevel().intValue() >= Level.WARNING.intValue());
        LogManager logs = LogManager.getLogManager();
        logs.addConfigurationListener(this::installHandlers); // called again when the server reads the configuration
        logs.readConfiguration();
    }

    /**
     * Records that the server is ready. From now on the console shows all lines of ChatBoard, and warnings and errors of the
     * server.
     */
    void ready() {
        ready = true;
    }

    /** {@return the failure of the start that the server has logged and not thrown; empty if there was none} */
    Optional<Throwable> failure() {
        return start.failure();
    }

    static Properties compose(LaunchSettings settings) throws IOException {
        Properties properties = new Properties();
        load(properties, "/MICRO-INF/domain/logging.properties");
        if (settings.development()) {
            load(properties, "logging-development.properties");
        }
        // %g is the number of the file; a percent sign in the path must be doubled
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

    private void installHandlers() {
        Logger.getLogger("").addHandler(start);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setFilter(this::isForConsole);
            }
        }
    }

    private boolean isForConsole(LogRecord record) {
        boolean ours = record.getLoggerName() != null && record.getLoggerName().startsWith(CHATBOARD);
        int level = record.getLevel().intValue();
        return ready
                ? ours || level >= Level.WARNING.intValue()
                : ours && level < Level.SEVERE.intValue(); // the launcher prints the reason of a failed start
    }
}
