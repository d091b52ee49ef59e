package org.chatboard.people.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.chatboard.platform.web.Cookies;

/**
 * The cookie of a known device. It holds one token of {@link DeviceTokens} for each of the {@value #MAX_TOKENS} accounts that
 * signed in last with this browser. Signing out does not remove the cookie, because it is no credential.
 */
@ApplicationScoped
public class DeviceCookie {
    private static final String NAME = "CHATBOARD_DEVICE";
    private static final Duration MAX_AGE = Duration.ofDays(365);
    private static final String SEPARATOR = ".";

    /** Maximum number of accounts in one cookie. */
    private static final int MAX_TOKENS = 5;

    @Inject
    Cookies cookies;

    /** {@return the device tokens of a request, latest first, not validated} */
    public List<String> read(HttpServletRequest request) {
        return cookies.read(request, NAME).stream()
                .flatMap(value -> Stream.of(value.split("\\" + SEPARATOR, MAX_TOKENS + 1)))
                .filter(token -> !token.isEmpty())
                .limit(MAX_TOKENS)
                .toList();
    }

    /** Puts a token first in the cookie and removes the former token with the same device id. */
    public void write(HttpServletRequest request, HttpServletResponse response, String token) {
        Stream<String> others = read(request).stream()
                .filter(existing -> !DeviceTokens.idOf(existing).equals(DeviceTokens.idOf(token)));
        List<String> tokens =
                Stream.concat(Stream.of(token), others).limit(MAX_TOKENS).toList();
        cookies.write(request, response, NAME, String.join(SEPARATOR, tokens), MAX_AGE);
    }
}
