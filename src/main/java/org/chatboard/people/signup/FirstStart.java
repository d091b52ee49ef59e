package org.chatboard.people.signup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.people.session.Tokens;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.support.IpAddress;

/**
 * The one-time code of the address at which the first administrator signs up. It lives in memory alone, so a restart makes a new one, and
 * no copy of the database has it. It is valid until the server has an administrator.
 */
@ApplicationScoped
public class FirstStart {
    private static final int ATTEMPTS_PER_MINUTE = 20;

    private final RateLimiter<String> attempts = new RateLimiter<>(ATTEMPTS_PER_MINUTE, Duration.ofMinutes(1));
    private volatile String code;

    @Inject
    AdministratorService administrators;

    /** {@return a new code of 256 random bits, which is valid from now on} */
    String open() {
        code = Tokens.newToken();
        return code;
    }

    /**
     * {@return whether a code is valid} After too many attempts of one address none is valid for some seconds.
     *
     * @param typed the code from the address
     * @param client the client's address
     */
    boolean accepts(String typed, String client) {
        String valid = code;
        return valid != null
                && attempts.acquire(IpAddress.network(client)).isZero()
                && MessageDigest.isEqual(bytes(valid), bytes(typed))
                && !administrators.exists();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
