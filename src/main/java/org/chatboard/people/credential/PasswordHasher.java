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
 * Hashes passwords with Argon2id. Each hash needs 19 MiB of memory and keeps one core busy, so at most
 * {@code CHATBOARD_LIMIT_HASHES} run at the same time. {@value #WAITING_PER_HASH} times as many may wait, each for at most
 * {@link #MAX_WAIT}; all others are rejected at once, because a waiting sign-in blocks a worker thread that other requests need.
 */
@ApplicationScoped
public class PasswordHasher {
    /** Maximum time that a hash waits for a slot. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    /** Waiting hashes per slot: about as many as one slot completes within {@link #MAX_WAIT} on a slow machine. */
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
    private String dummyHash;

    /** For the container's proxy. */
    protected PasswordHasher() {}

    /** Creates the bean; {@code settings} has the number of hashes that run at the same time. */
    @Inject
    public PasswordHasher(Settings settings) {
        this(settings.limits().hashes(), MAX_WAIT);
    }

    public PasswordHasher(int slots, Duration maxWait) {
        this.limiter = new ConcurrencyLimiter(slots, slots * WAITING_PER_HASH, maxWait);
        this.dummyHash = computeHash("nobody has this password");
    }

    /**
     * Hashes a password with a new salt.
     *
     * @return a PHC string, which contains the parameters and the salt
     * @throws BusyException if the queue is full or no slot frees up in time
     */
    public String hash(String password) {
        return runLimited(() -> computeHash(password));
    }

    /**
     * Verifies a password against a hash, with the parameters of that hash.
     *
     * @throws BusyException if the queue is full or no slot frees up in time
     */
    public boolean matches(String password, String hash) {
        return runLimited(() -> Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Takes as long as {@link #matches}. Called for unknown usernames, so that the response time does not reveal which usernames
     * exist.
     *
     * @throws BusyException if the queue is full or no slot frees up in time
     */
    public void matchDummy(String password) {
        matches(password, dummyHash);
    }

    /** {@return whether a hash has other parameters than a new hash} */
    public boolean needsRehash(String hash) {
        return !CURRENT.equals(Argon2Function.getInstanceFromHash(hash));
    }

    private static String computeHash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return CURRENT.hash(bytes(password), salt).getResult();
    }

    /**
     * {@return the password in the Unicode form NFKC and in UTF-8} Without NFKC, keyboards that compose accents differently would
     * give different passwords.
     */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Runs CPU-intensive work in one of the hash slots.
     *
     * @throws BusyException if the queue is full or no slot frees up in time
     */
    public <T> T runLimited(Supplier<T> work) {
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
