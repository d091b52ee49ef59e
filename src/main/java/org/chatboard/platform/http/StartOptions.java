package org.chatboard.platform.http;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Does on a plain Payara Micro what {@code PayaraStart} of {@code chatboard.jar} does before the server starts: it disables
 * Grizzly's pools of request objects. Some options only the {@code java} command can set, so it logs in one line which of them
 * are missing.
 */
@WebListener
public class StartOptions implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(StartOptions.class.getName());

    /** System properties that Payara reads once, before any application is deployed, with the values that ChatBoard needs. */
    static final Map<String, String> NEEDED = Map.of(
            "org.glassfish.startupThreadPolicy", "USE_NO_THREADS",
            "org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110", "false");

    @Override
    public void contextInitialized(ServletContextEvent event) {
        missing(System::getProperty)
                .ifPresent(options -> LOG.warning("Start this server with " + options
                        + ": without them its start can fail now and then, and a browser with a cookie beyond ASCII gets an"
                        + " empty 400 for every page."));
        try {
            RequestObjects.disablePools();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "This server reuses the objects of HTTP requests: if clients connect and disconnect quickly, a socket may"
                            + " stay silent until its page reconnects after 55 s.",
                    e);
        }
    }

    /**
     * {@return the options of the {@code java} command that are missing, in the order of their names; empty if none is missing}
     */
    static Optional<String> missing(UnaryOperator<String> properties) {
        String options = NEEDED.entrySet().stream()
                .filter(needed -> !needed.getValue().equals(properties.apply(needed.getKey())))
                .map(needed -> "-D" + needed.getKey() + "=" + needed.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        return options.isEmpty() ? Optional.empty() : Optional.of(options);
    }
}
