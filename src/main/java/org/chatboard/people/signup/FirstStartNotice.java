package org.chatboard.people.signup;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.platform.config.Origins;
import org.chatboard.platform.config.Settings;

/**
 * Logs at the start how the server gets its first administrator, if it has none. The log of the start is on the console too, which only the
 * operator reads. A server that has accounts gets no address, so that an update opens no way in; its operator has the command.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class FirstStartNotice {
    private static final Logger LOG = Logger.getLogger(FirstStartNotice.class.getName());
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::");

    @Inject
    AdministratorService administrators;

    @Inject
    FirstStart firstStart;

    @Inject
    SignUpPolicy policy;

    @Inject
    Settings settings;

    @PostConstruct
    void log() {
        notice().ifPresent(LOG::info);
    }

    /** {@return how the server gets its first administrator, in words; empty if it has one} */
    Optional<String> notice() {
        if (administrators.exists()) {
            return Optional.empty();
        }
        String others = policy.mode() == SignUpMode.NOBODY ? " Nobody else can sign up before." : "";
        String how = administrators.anyAccountExists()
                ? "To make an account administrator: java -jar chatboard.jar make-admin USERNAME"
                : "To make the administrator's account, open once: " + base(settings) + FirstStartFilter.PATH
                        + firstStart.open();
        return Optional.of("This ChatBoard has no administrator." + others + " " + how);
    }

    /** {@return the address that people open; empty if the server's port is not known} */
    static String base(Settings settings) {
        String host = ALL_ADDRESSES.contains(settings.address()) ? "127.0.0.1" : settings.address();
        Optional<String> own = settings.port().stream()
                .mapToObj(port -> Origins.http(host, port))
                .findFirst();
        return settings.origins().stream().findFirst().or(() -> own).orElse("");
    }
}
