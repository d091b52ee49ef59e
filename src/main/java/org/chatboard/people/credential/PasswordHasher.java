package org.chatboard.people.credential;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.function.Supplier;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.ConcurrencyLimiter;

/**
 * Hashes passwords with Argon2id. Each hash takes 19 MiB and a core for a while: only as many run at a time as
 * {@code CHATBOARD_LIMIT_HASHES} says, so that signing in cannot exhaust the memory. A few more wait for a moment, and the rest is
 * rejected at once: a flood of sign-ins must not hold the worker threads that everybody's requests need.
 */
@ApplicationScoped
public class PasswordHasher {
    /** How long a hash waits for its turn at most. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    /** Hashes that wait, for each that may run: about what runs within {@link #MAX_WAIT} on a slow machine. */
    private static final int WAITING_PER_HASH = 8;

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private static final Argon2Function CURRENT =
            Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID);
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConcurrencyLimiter limiter;
    private String nobodysHash;

    /** For the container's proxy. */
    protected PasswordHasher() {}

    /** @param settings says how many hashes run at a time */
    @Inject
    public PasswordHasher(Settings settings) {
        this(settings.limits().hashes(), MAX_WAIT);
    }

    public PasswordHasher(int atOnce, Duration maxWait) {
        this.limiter = new ConcurrencyLimiter(atOnce, atOnce * WAITING_PER_HASH, maxWait);
        this.nobodysHash = compute("nobody has this password");
    }

    /**
     * Hashes a password with a new salt.
     *
     * @return a PHC string, which carries its parameters
     * @throws BusyException where too many others wait, or no turn came in time
     */
    public String hash(String password) {
        return inTurn(() -> compute(password));
    }

    /**
     * Tells whether a password belongs to a hash, computed with the hash's own parameters.
     *
     * @throws BusyException where too many others wait, or no turn came in time
     */
    public boolean matches(String password, String hash) {
        return inTurn(() -> Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Takes as long as {@link #matches}, for a name that nobody has.
     *
     * @throws BusyException where too many others wait, or no turn came in time
     */
    public void pretend(String password) {
        matches(password, nobodysHash);
    }

    /** {@return whether a hash was made with other parameters than a new one would be} */
    public boolean needsRehash(String hash) {
        return !CURRENT.equals(Argon2Function.getInstanceFromHash(hash));
    }

    private static String compute(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return CURRENT.hash(bytes(password), salt).getResult();
    }

    /** The same text, however the keyboard composed its accents, is the same password. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Does other work that costs a core, as one of the hashes that run at a time.
     *
     * @throws BusyException where too many others wait, or no turn came in time
     */
    public <T> T inTurn(Supplier<T> work) {
        if (!limiter.acquire()) {
            throw new BusyException(Translations.text("signIn.busy"));
        }
        try {
            return work.get();
        } finally {
            limiter.release();
        }
    }
}
