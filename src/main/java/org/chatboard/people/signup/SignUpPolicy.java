package org.chatboard.people.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.setting.ServerSettings;

/**
 * Decides who may sign up. Until an administrator chooses, it is anybody on a server that only its own machine reaches, and otherwise
 * people with an invitation, or nobody as long as no administrator could invite them.
 */
@Named
@ApplicationScoped
public class SignUpPolicy {
    /** Name of the setting, also in the audit log. */
    static final String SETTING = "signUp";

    private static final int FORBIDDEN = 403;

    /** Time for which pages may show a former mode that another node has changed. A sign-up is always checked anew. */
    private static final Duration TTL = Duration.ofSeconds(1);

    /** The mode that was read last, so that a flood of sign-ins at the page costs no queries. */
    private final Cache<String, SignUpMode> shown = Caffeine.newBuilder()
            .expireAfterWrite(TTL)
            .executor(Runnable::run) // evicts on the calling thread: the container does not manage the threads of
            // Caffeine's pool
            .build();

    @Inject
    ServerSettings stored;

    @Inject
    SignUpModeService modes;

    @Inject
    Settings settings;

    @Inject
    AdministratorService administrators;

    /** {@return who may sign up now} Reads the database. */
    public SignUpMode mode() {
        SignUpMode mode = stored.get(SETTING).flatMap(SignUpPolicy::parse).orElseGet(this::defaultMode);
        shown.put(SETTING, mode);
        return mode;
    }

    /** {@return who could sign up at most {@link #TTL} ago} */
    private SignUpMode shownMode() {
        SignUpMode cached = shown.getIfPresent(SETTING);
        return cached == null ? mode() : cached;
    }

    private SignUpMode defaultMode() {
        if (settings.isLocal()) {
            return SignUpMode.ANYBODY;
        }
        return administrators.exists() ? SignUpMode.INVITED : SignUpMode.NOBODY;
    }

    /** {@return the mode of this name; empty if there is none} */
    public static Optional<SignUpMode> parse(String name) {
        return Stream.of(SignUpMode.values())
                .filter(mode -> mode.name().equals(name))
                .findFirst();
    }

    /** Stores who may sign up, and records who has changed it. */
    public void choose(SignUpMode mode, AuditActor actor) {
        modes.change(mode(), mode, actor);
        shown.invalidateAll();
    }

    /** {@return whether pages offer to sign up} With an invitation needed, the sign-up page says so. */
    public boolean isOffered() {
        return shownMode() != SignUpMode.NOBODY;
    }

    /** {@return whether pages offer to share the address at which anybody may sign up} */
    public boolean isOpen() {
        return shownMode() == SignUpMode.ANYBODY;
    }

    /**
     * Checks whether a visitor without an invitation may sign up.
     *
     * @throws RejectedException 403 with a sentence that says why not and whom to ask
     */
    public void check() {
        rejection(mode()).ifPresent(sentence -> {
            throw new RejectedException(FORBIDDEN, sentence);
        });
    }

    /**
     * Checks whether a visitor with an invitation may sign up.
     *
     * @throws RejectedException 403 with a sentence that says why not
     */
    public void checkInvited() {
        if (mode() == SignUpMode.NOBODY) {
            throw new RejectedException(FORBIDDEN, Translations.text("signUp.rejected." + SignUpMode.NOBODY));
        }
    }

    /** {@return why a page offers no sign-up to a visitor without an invitation, in words; empty if it does} */
    public Optional<String> rejection() {
        return rejection(shownMode());
    }

    private static Optional<String> rejection(SignUpMode mode) {
        return mode == SignUpMode.ANYBODY
                ? Optional.empty()
                : Optional.of(Translations.text("signUp.rejected." + mode));
    }
}
