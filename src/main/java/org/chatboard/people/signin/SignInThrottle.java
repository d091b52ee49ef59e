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
 * Makes guessing slow and lets the owner in meanwhile. After {@code CHATBOARD_LIMIT_SIGN_IN_FAILURES} failures of an account, or four
 * times as many from an address (of IPv6: its network), each further guess must wait, 1 s at first and doubling to 60 s.
 *
 * <p>Somebody who sends wrong passwords without a pause takes every guess that this leaves, so one counter for an account would lock its
 * owner out. An attempt is therefore judged in one of three ranks:
 *
 * <ol>
 *   <li>A device that the account has signed in with before, by {@link DeviceTokens} (OWASP: device cookies,
 *       https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies), or a valid sign-in that changes its
 *       password: no wait, until as many failures of this device as are free. Then it is like any other client.
 *   <li>An address with fewer than {@value #FEW} failures at this account: waits for failures of the first two ranks alone, and for its
 *       own at other accounts.
 *   <li>All else: waits for all failures of the account, and for its own.
 * </ol>
 *
 * <p>A failure counts in its own rank and in those below, and puts off the next guess there by a whole wait, also where that is being
 * waited for already. What a higher rank guesses is so taken from the lower ones, and all together check no more passwords in a time
 * than one counter would: by one address, by many, with a stolen device token or a forged one, which counts as none.
 *
 * <p>An attempt counts as failed from its beginning until it turns out right, so that a hundred guesses at the same moment do
 * not all get through. What is counted lives in memory and is forgotten {@link #FORGOTTEN_AFTER} after the last failure. Usernames that
 * nobody has are counted as all others are.
 */
@ApplicationScoped
public class SignInThrottle {
    /** Failures are remembered this long. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    /** Most keys that are remembered in each scope; the one that failed longest ago goes first. */
    static final int MAX_REMEMBERED = 10_000;

    /** An address that has failed less often than this at an account still counts as one that has not: people mistype. */
    private static final int FEW = 2;

    private static final int ADDRESS_FACTOR = 4;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int MAX_DOUBLINGS = 6; // 2^6 is above the longest wait

    /** What failures are counted by. */
    private enum Scope {
        /** A device that an account knows. */
        DEVICE,
        /** An address, whatever the account. */
        ADDRESS,
        /** An address at one account. */
        ADDRESS_AT_ACCOUNT,
        /** An account, by the first and second rank alone. */
        ACCOUNT_BY_FEW,
        /** An account, by everybody. */
        ACCOUNT;

        boolean isOwn() {
            return this == DEVICE || this == ADDRESS_AT_ACCOUNT;
        }

        boolean isOfAccount() {
            return this == ACCOUNT || this == ACCOUNT_BY_FEW;
        }
    }

    private record Key(Scope scope, String name) {}

    /**
     * @param count how many
     * @param last the latest
     * @param ready when the next guess may be made
     */
    private record Failures(int count, Instant last, Instant ready) {}

    private final Map<Scope, Map<String, Failures>> counted = new EnumMap<>(Scope.class);
    private Clock clock;
    private int freeFailures;

    /** For the container's proxy. */
    protected SignInThrottle() {}

    /** @param settings says how many failures are free; 0 for all */
    @Inject
    public SignInThrottle(Clock clock, Settings settings) {
        this.clock = clock;
        this.freeFailures = settings.limits().signInFailures();
        for (Scope scope : Scope.values()) {
            counted.put(scope, remembered());
        }
    }

    /** An attempt that was let through. It counts as failed unless one of its methods is called. */
    public final class Attempt {
        private final List<Key> counts;

        private Attempt(List<Key> counts) {
            this.counts = counts;
        }

        /** The password was right: what this device, or this address at this account, failed before is forgiven. */
        public void succeeded() {
            synchronized (SignInThrottle.this) {
                forgive(counts);
            }
        }

        /** The attempt was never made, since the server was too busy. */
        public void withdraw() {
            synchronized (SignInThrottle.this) {
                counts.forEach(key -> takeBack(key, 1));
            }
        }
    }

    /**
     * Begins an attempt.
     *
     * @param username as typed, whether or not there is such an account
     * @param address where the request comes from
     * @param device id of a device that the account of this name knows, or null
     * @throws TooManyAttemptsException where it must wait; it does not count then
     */
    public synchronized Attempt begin(String username, String address, String device) {
        if (freeFailures == 0) {
            return new Attempt(List.of());
        }
        Instant now = clock.instant();
        String name = key(username);
        String network = IpAddress.network(address);
        Key ofDevice = new Key(Scope.DEVICE, device);
        Key ofAddress = new Key(Scope.ADDRESS, network);
        Key ofBoth = new Key(Scope.ADDRESS_AT_ACCOUNT, name + " " + network);
        Key byFew = new Key(Scope.ACCOUNT_BY_FEW, name);
        Key ofAccount = new Key(Scope.ACCOUNT, name);

        boolean known = device != null && countOf(ofDevice, now) < freeFailures;
        boolean few = known || countOf(ofBoth, now) < FEW;
        if (!known) {
            refuseFor(longer(wait(few ? byFew : ofAccount, now), wait(ofAddress, now)));
        }
        List<Key> counts = new ArrayList<>(List.of(ofAccount, ofAddress, known ? ofDevice : ofBoth));
        if (few) {
            counts.add(byFew);
        }
        counts.forEach(key -> add(key, now));
        return new Attempt(counts);
    }

    private static void refuseFor(Duration wait) {
        if (wait.compareTo(Duration.ZERO) > 0) {
            long seconds = wait.plusMillis(999).toSeconds();
            throw new TooManyAttemptsException(Translations.text("signIn.wait", seconds), wait);
        }
    }

    /** Takes an attempt back that was right, and all that its device, or its address at this account, failed before. */
    private void forgive(List<Key> counts) {
        counts.stream().filter(key -> key.scope().isOwn()).forEach(own -> {
            Failures failures = counted.get(own.scope()).remove(own.name());
            int before = failures == null ? 0 : failures.count - 1;
            counts.stream()
                    .filter(key -> key.scope().isOfAccount())
                    .forEach(key -> takeBack(
                            key,
                            own.scope() == Scope.ADDRESS_AT_ACCOUNT && key.scope() == Scope.ACCOUNT_BY_FEW
                                    ? Math.min(before, FEW)
                                    : before));
        });
        counts.forEach(key -> takeBack(key, 1));
    }

    private int countOf(Key key, Instant now) {
        Failures failures = counted.get(key.scope()).get(key.name());
        return failures == null || isForgotten(failures, now) ? 0 : failures.count;
    }

    private Duration wait(Key key, Instant now) {
        return countOf(key, now) < free(key.scope())
                ? Duration.ZERO
                : Duration.between(now, counted.get(key.scope()).get(key.name()).ready);
    }

    private void add(Key key, Instant now) {
        Map<String, Failures> failures = counted.get(key.scope());
        Failures former =
                failures.remove(key.name()); // and put at the end: the map's order is that of the last failure
        boolean anew = former == null || isForgotten(former, now);
        int count = anew ? 1 : former.count + 1;
        Instant from = anew || former.ready.isBefore(now) ? now : former.ready;
        failures.put(key.name(), new Failures(count, now, from.plus(pause(key.scope(), count))));
    }

    private void takeBack(Key key, int times) {
        counted.get(key.scope()).computeIfPresent(key.name(), (name, failures) -> {
            Instant ready = failures.ready;
            for (int count = failures.count; count > 0 && count > failures.count - times; count--) {
                ready = ready.minus(pause(key.scope(), count));
            }
            return failures.count <= times ? null : new Failures(failures.count - times, failures.last, ready);
        });
    }

    /** How long a guess must wait after so many failures. */
    private Duration pause(Scope scope, int count) {
        int doublings = Math.min(count - free(scope), MAX_DOUBLINGS);
        return doublings < 0 ? Duration.ZERO : Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, 1L << doublings));
    }

    private int free(Scope scope) {
        return scope == Scope.ADDRESS ? freeFailures * ADDRESS_FACTOR : freeFailures;
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
}
