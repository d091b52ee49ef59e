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
 * The cookie of a browser that people have signed in with: a token of {@link DeviceTokens} for each of the latest accounts. Signing out
 * leaves it, since it lets nobody in: the browser is known, and that is all it says.
 */
@ApplicationScoped
public class DeviceCookie {
    private static final String NAME = "CHATBOARD_DEVICE";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final String SEPARATOR = ".";

    /** Most accounts that one browser is known to. */
    private static final int MAX_TOKENS = 5;

    @Inject
    Cookies cookies;

    /** {@return the tokens that a request brings, which may be anything, the latest first} */
    public List<String> read(HttpServletRequest request) {
        return cookies.read(request, NAME).stream()
                .flatMap(value -> Stream.of(value.split("\\" + SEPARATOR, MAX_TOKENS + 1)))
                .filter(token -> !token.isEmpty())
                .limit(MAX_TOKENS)
                .toList();
    }

    /** Has the browser keep a token, before those of other accounts and in place of the same device's former one. */
    public void write(HttpServletRequest request, HttpServletResponse response, String token) {
        Stream<String> others =
                read(request).stream().filter(other -> !DeviceTokens.idOf(other).equals(DeviceTokens.idOf(token)));
        List<String> tokens =
                Stream.concat(Stream.of(token), others).limit(MAX_TOKENS).toList();
        cookies.write(request, response, NAME, String.join(SEPARATOR, tokens), KEPT);
    }
}
