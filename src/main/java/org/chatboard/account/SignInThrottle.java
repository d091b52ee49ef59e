package org.chatboard.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chatboard.system.ClientAddress;
import org.chatboard.system.Sentences;
import org.chatboard.system.Settings;

/**
 * Makes guessing slow: after {@code CHATBOARD_LIMIT_SIGN_IN_FAILURES} failures of an account, or four times as many from an
 * address (of IPv6: its network), each further attempt must wait, 1 s at first and doubling to 60 s. Nobody is ever locked out for good.
 *
 * <p>An attempt counts as failed from its beginning until it turns out right, so that a hundred guesses at the same moment do
 * not all get through. What is counted lives in memory and is forgotten {@link #FORGOTTEN_AFTER} after the last failure.
 */
@ApplicationScoped
public class SignInThrottle {
    /** Failures are remembered this long. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    /** Most accounts, and most addresses, that are remembered; the one that failed longest ago goes first. */
    static final int MAX_REMEMBERED = 10_000;

    private static final int ADDRESS_FACTOR = 4;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int MAX_DOUBLINGS = 6; // 2^6 is above the longest wait

    private final Map<String, Failures> byAccount = remembered();
    private final Map<String, Failures> byAddress = remembered();
    private Clock clock;
    private int freeFailures;

    /** For the container's proxy. */
    protected SignInThrottle() {}

    /** @param settings says how many failures are free; 0 for all */
    @Inject
    public SignInThrottle(Clock clock, Settings settings) {
        this.clock = clock;
        this.freeFailures = settings.limits().signInFailures();
    }

    /**
     * Begins an attempt, which counts as failed unless {@link #succeeded} or {@link #withdraw} follows.
     *
     * @param username as typed, whether or not there is such an account
     * @param address where the request comes from
     * @throws TooManyAttemptsException where it must wait; it does not count then
     */
    public synchronized void begin(String username, String address) {
        if (freeFailures == 0) {
            return;
        }
        Instant now = clock.instant();
        Duration wait = longer(
                wait(byAccount.get(key(username)), freeFailures, now),
                wait(byAddress.get(ClientAddress.network(address)), freeFailures * ADDRESS_FACTOR, now));
        if (wait.compareTo(Duration.ZERO) > 0) {
            long seconds = wait.plusMillis(999).toSeconds();
            throw new TooManyAttemptsException(Sentences.say("signIn.wait", seconds), wait);
        }
        count(byAccount, key(username), now);
        count(byAddress, ClientAddress.network(address), now);
    }

    /** The password was right: the account starts anew, and the address has one failure less. */
    public synchronized void succeeded(String username, String address) {
        byAccount.remove(key(username));
        takeBack(byAddress, ClientAddress.network(address));
    }

    /** The attempt was never made, since the server was too busy. */
    public synchronized void withdraw(String username, String address) {
        takeBack(byAccount, key(username));
        takeBack(byAddress, ClientAddress.network(address));
    }

    private static Duration wait(Failures failures, int free, Instant now) {
        if (failures == null || isForgotten(failures, now) || failures.count < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures.count - free, MAX_DOUBLINGS);
        Duration pause = Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, 1L << doublings));
        return Duration.between(now, failures.last.plus(pause));
    }

    private static void count(Map<String, Failures> counted, String key, Instant now) {
        Failures former = counted.remove(key); // and put at the end: the map's order is that of the last failure
        boolean anew = former == null || isForgotten(former, now);
        counted.put(key, new Failures(anew ? 1 : former.count + 1, now));
    }

    private static void takeBack(Map<String, Failures> counted, String key) {
        counted.computeIfPresent(
                key, (k, failures) -> failures.count == 1 ? null : new Failures(failures.count - 1, failures.last));
    }

    private static boolean isForgotten(Failures failures, Instant now) {
        return !now.isBefore(failures.last.plus(FORGOTTEN_AFTER));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String key(String username) {
        String name = UsernameRules.normalise(username);
        return name.substring(0, Math.min(name.length(), UsernameRules.MAX + 1));
    }

    private static Map<String, Failures> remembered() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > MAX_REMEMBERED;
            }
        };
    }

    private record Failures(int count, Instant last) {}
}
