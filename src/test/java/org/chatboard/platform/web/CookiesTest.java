package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.Test;

/** Tests cookies after the first allowed origin, whose port is in their names, was replaced by another one. */
class CookiesTest {
    private final Cookies cookies = new Cookies();
    private final List<Cookie> sent = new ArrayList<>();
    private final List<Cookie> received = new ArrayList<>();
    private final HttpServletRequest request =
            proxy(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getCookies" -> sent.toArray(Cookie[]::new);
                case "getLocalPort" -> 8080;
                default -> false;
            });
    private final HttpServletResponse response =
            proxy(HttpServletResponse.class, (proxy, method, arguments) -> received.add((Cookie) arguments[0]));

    CookiesTest() {
        cookies.origins = new AllowedOrigins(
                Settings.of(Map.of("CHATBOARD_ORIGINS", "https://chat.example.org:8443,https://chat.example.org")));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void readsCookiesWrittenWhenAnotherOriginWasTheFirst() {
        sent.add(new Cookie("C_443", "former"));
        sent.add(new Cookie("C_9000", "of another server"));
        assertThat(cookies.read(request, "C")).contains("former");
        assertThat(cookies.readFormer(request, "C")).containsExactly("former");
        sent.add(new Cookie("C_8443", "new"));
        assertThat(cookies.read(request, "C")).contains("new");
    }

    @Test
    void writesWithThePortOfTheFirstOriginAndClearsFormerNames() {
        sent.add(new Cookie("C_443", "former"));
        cookies.write(request, response, "C", "new", Duration.ofDays(1));
        assertThat(received)
                .extracting(Cookie::getName, Cookie::getValue, cookie -> cookie.getMaxAge() > 0)
                .containsExactlyInAnyOrder(tuple("C_8443", "new", true), tuple("C_443", "", false));
    }

    @Test
    void clearsAllNamesThatItReads() {
        sent.add(new Cookie("C_443", "former"));
        cookies.clear(request, response, "C");
        assertThat(received).extracting(Cookie::getName).containsExactlyInAnyOrder("C_8443", "C_443");
        assertThat(received).allMatch(cookie -> cookie.getMaxAge() == 0);
    }
}
