package org.chatboard.people.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.people.name.UsernameRules;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.IpAddress;

/**
 * Slows down password guessing without locking out the account's owner. After {@code CHATBOARD_LIMIT_SIGN_IN_FAILURES} failures
 * of an account, or {@value #ADDRESS_FACTOR} times as many of an address (IPv6: of its network), each further attempt must wait:
 * 1 s at first, then twice as long after each failure, up to {@value #MAX_WAIT_SECONDS} s.
 *
 * <p>An attacker who guesses without a pause uses up every attempt that these waits allow. With one counter per account, the
 * owner could never sign in meanwhile. Each attempt therefore has one of three ranks:
 *
 * <ol>
 * <li>Known device: the account has signed in with this device before, see {@link DeviceTokens} (OWASP device cookies,
 *     https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies), or a valid sign-in changes its
 *     password. It does not wait. A device with as many failures as an account may have without a wait loses this rank.
 * <li>Address with fewer than {@value #FEW_FAILURES} failures at this account. It waits only for failures of the ranks 1 and 2 at
 *     the account, and for the failures of its address at all accounts.
 * <li>All others. They wait for all failures of the account, and for the failures of their address at all accounts.
 * </ol>
 *
 * <p>A failure counts in its own rank and in all lower ranks. There it delays the next attempt by one whole wait, in addition to
 * a wait that is already running. So attempts of a higher rank reduce those of the lower ranks, and all ranks together allow no
 * more attempts in a time than one counter per account would. This holds for one address, for many addresses, and for a stolen
 * device token; an invalid token counts as none.
 *
 * <p>An attempt counts as failed from its start until it succeeds, so that parallel attempts cannot all pass. Failures are held
 * in memory and expire {@link #FAILURE_TTL} after the last one. Unknown usernames are counted like existing ones. Thread-safe.
 */
@ApplicationScoped
public class SignInThrottle {
    /** Time to live of a failure count, after its last failure. */
    static final Duration FAILURE_TTL = Duration.ofMinutes(15);

    /** Maximum number of keys in each scope. The key with the oldest last failure is evicted first. */
    static final int MAX_KEYS = 10_000;

    /** An address with fewer failures at an account keeps rank 2, since users mistype their passwords. */
    private static final int FEW_FAILURES = 2;

    private static final int ADDRESS_FACTOR = 4;
    private static final int MAX_WAIT_SECONDS = 60;
    private static final int MAX_DOUBLINGS = 6; // 2^6 s is above the maximum wait

    /** The kinds of keys that failures are counted by. */
    private enum Scope {
        /** A known device of an account. */
        DEVICE,
        /** An address at all accounts. */
        ADDRESS,
        /** An address at one account. */
        ADDRESS_AT_ACCOUNT,
        /** An account, failures of the ranks 1 and 2 only. */
        ACCOUNT_UPPER_RANKS,
        /** An account, failures of all ranks. */
        ACCOUNT;

        /** {@return whether a successful attempt removes all failures of this key} */
        boolean isResetBySuccess() {
            return this == DEVICE || this == ADDRESS_AT_ACCOUNT;
        }

        boolean isOfAccount() {
            return this == ACCOUNT || this == ACCOUNT_UPPER_RANKS;
        }
    }

    private record Key(Scope scope, String name) {}

    /**
     * The failures of one key.
     *
     * @param count number of failures
     * @param last time of the last failure
     * @param nextAttempt earliest time of the next attempt
     */
    private record Failures(int count, Instant last, Instant nextAttempt) {}

    private final Map<Scope, Map<String, Failures>> failuresByScope = new EnumMap<>(Scope.class);
    private Clock clock;
    private int freeFailures;

    /** For the container's proxy. */
    protected SignInThrottle() {}

    /** Creates the bean; {@code settings} has the number of failures without a wait, and 0 turns the throttle off. */
    @Inject
    public SignInThrottle(Clock clock, Settings settings) {
        this.clock = clock;
        this.freeFailures = settings.limits().signInFailures();
        for (Scope scope : Scope.values()) {
            failuresByScope.put(scope, boundedMap());
        }
    }

    /** An attempt that may verify a password. It counts as failed until one of its methods is called. */
    public final class Attempt {
        private final List<Key> keys;

        private Attempt(List<Key> keys) {
            this.keys = keys;
        }

        /** Records a right password: removes the former failures of this device, or of this address at this account. */
        public void recordSuccess() {
            synchronized (SignInThrottle.this) {
                removeFailures(keys);
            }
        }

        /** Cancels the attempt: the password was not verified, since the server was too busy or failed. */
        public void cancel() {
            synchronized (SignInThrottle.this) {
                keys.forEach(key -> subtract(key, 1));
            }
        }
    }

    /**
     * Starts an attempt, which counts as failed at once.
     *
     * @param username as typed; the account may not exist
     * @param address the client's address
     * @param device id of a known device of this account; null if the device is unknown
     * @throws TooManyAttemptsException if the attempt must wait; a rejected attempt does not count
     */
    public synchronized Attempt begin(String username, String address, String device) {
        if (freeFailures == 0) {
            return new Attempt(List.of());
        }
        Instant now = clock.instant();
        String name = accountName(username);
        String network = IpAddress.network(address);
        Key ofDevice = new Key(Scope.DEVICE, device);
        Key ofAddress = new Key(Scope.ADDRESS, network);
        Key ofAddressAtAccount = new Key(Scope.ADDRESS_AT_ACCOUNT, name + " " + network);
        Key ofUpperRanks = new Key(Scope.ACCOUNT_UPPER_RANKS, name);
        Key ofAccount = new Key(Scope.ACCOUNT, name);

        boolean known = device != null && countOf(ofDevice, now) < freeFailures;
        boolean upperRank = known || countOf(ofAddressAtAccount, now) < FEW_FAILURES;
        if (!known) {
            rejectIfWaiting(longer(wait(upperRank ? ofUpperRanks : ofAccount, now), wait(ofAddress, now)));
        }
        List<Key> keys = new ArrayList<>(List.of(ofAccount, ofAddress, known ? ofDevice : ofAddressAtAccount));
        if (upperRank) {
            keys.add(ofUpperRanks);
        }
        keys.forEach(key -> add(key, now));
        return new Attempt(keys);
    }

    private static void rejectIfWaiting(Duration wait) {
        if (wait.compareTo(Duration.ZERO) > 0) {
            long seconds = wait.plusMillis(999).toSeconds();
            throw new TooManyAttemptsException(Translations.text("signIn.wait", seconds), wait);
        }
    }

    /**
     * Subtracts a successful attempt from all counts. Removes the former failures of its device, or of its address at this
     * account, and subtracts them from the account's counts.
     */
    private void removeFailures(List<Key> keys) {
        keys.stream().filter(key -> key.scope().isResetBySuccess()).forEach(own -> {
            Failures failures = failuresByScope.get(own.scope()).remove(own.name());
            int before = failures == null ? 0 : failures.count - 1;
            keys.stream()
                    .filter(key -> key.scope().isOfAccount())
                    .forEach(key -> subtract(
                            key,
                            own.scope() == Scope.ADDRESS_AT_ACCOUNT && key.scope() == Scope.ACCOUNT_UPPER_RANKS
                                    ? Math.min(before, FEW_FAILURES)
                                    : before));
        });
        keys.forEach(key -> subtract(key, 1));
    }

    private int countOf(Key key, Instant now) {
        Failures failures = failuresByScope.get(key.scope()).get(key.name());
        return failures == null || isExpired(failures, now) ? 0 : failures.count;
    }

    private Duration wait(Key key, Instant now) {
        return countOf(key, now) < free(key.scope())
                ? Duration.ZERO
                : Duration.between(now, failuresByScope.get(key.scope()).get(key.name()).nextAttempt);
    }

    private void add(Key key, Instant now) {
        Map<String, Failures> failures = failuresByScope.get(key.scope());
        Failures former = failures.remove(key.name()); // inserted again at the end: the map is sorted by last failure
        boolean first = former == null || isExpired(former, now);
        int count = first ? 1 : former.count + 1;
        Instant from = first || former.nextAttempt.isBefore(now) ? now : former.nextAttempt;
        failures.put(key.name(), new Failures(count, now, from.plus(pause(key.scope(), count))));
    }

    private void subtract(Key key, int number) {
        failuresByScope.get(key.scope()).computeIfPresent(key.name(), (name, failures) -> {
            Instant nextAttempt = failures.nextAttempt;
            for (int count = failures.count; count > 0 && count > failures.count - number; count--) {
                nextAttempt = nextAttempt.minus(pause(key.scope(), count));
            }
            return failures.count <= number ? null : new Failures(failures.count - number, failures.last, nextAttempt);
        });
    }

    /** {@return the wait that the failure number {@code count} adds} */
    private Duration pause(Scope scope, int count) {
        int doublings = Math.min(count - free(scope), MAX_DOUBLINGS);
        return doublings < 0 ? Duration.ZERO : Duration.ofSeconds(Math.min(MAX_WAIT_SECONDS, 1L << doublings));
    }

    private int free(Scope scope) {
        return scope == Scope.ADDRESS ? freeFailures * ADDRESS_FACTOR : freeFailures;
    }

    private static boolean isExpired(Failures failures, Instant now) {
        return !now.isBefore(failures.last.plus(FAILURE_TTL));
    }

    private static Duration longer(Duration left, Duration right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    private static String accountName(String username) {
        String name = UsernameRules.normalise(username);
        return name.substring(0, Math.min(name.length(), UsernameRules.MAX + 1));
    }

    /**
     * {@return a map that evicts the key with the oldest last failure} A Caffeine cache may evict the newest key instead, and
     * each failure that is evicted allows a guess without a wait.
     */
    private static Map<String, Failures> boundedMap() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > MAX_KEYS;
            }
        };
    }
}
