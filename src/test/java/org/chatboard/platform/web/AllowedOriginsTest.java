package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.environment.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
    private static final int LOCAL_PORT = 8081;

    @Test
    void allowsLoopbackAtTheLocalPortByDefault() {
        AllowedOrigins origins = origins(Map.of());
        assertThat(origins.list(LOCAL_PORT)).contains("http://127.0.0.1:8081", "http://localhost:8081");
        assertThat(origins.allows("http://localhost:8081", LOCAL_PORT)).isTrue();
        assertThat(origins.allows("http://localhost:8080", LOCAL_PORT)).isFalse();
        assertThat(origins.httpsOnly()).isFalse();
    }

    @Test
    void derivesOriginsFromAddressAndPort() {
        AllowedOrigins origins = origins(Map.of("CHATBOARD_ADDRESS", "192.0.2.7", "CHATBOARD_PORT", "80"));
        assertThat(origins.list(LOCAL_PORT))
                .containsExactly("http://127.0.0.1", "http://localhost", "http://192.0.2.7");
        assertThat(origins(Map.of("CHATBOARD_ADDRESS", "::1")).list(LOCAL_PORT)).contains("http://[::1]:8081");
    }

    @Test
    void servesTheHostsOfItsOriginsAtAnyPort() {
        AllowedOrigins origins =
                origins(Map.of("CHATBOARD_ORIGINS", "https://chat.example.org:8443, http://[::1]:8080"));
        assertThat(origins.serves("chat.example.org")).isTrue();
        assertThat(origins.serves("[::1]")).isTrue();
        assertThat(origins.serves("localhost")).isTrue();
        assertThat(origins.serves("evil.example")).isFalse();
        assertThat(origins(Map.of("CHATBOARD_ADDRESS", "192.0.2.7")).serves("192.0.2.7"))
                .isTrue();
    }

    @Test
    void allowsExactlyTheConfiguredOrigins() {
        AllowedOrigins origins =
                origins(Map.of("CHATBOARD_ORIGINS", "https://chat.example.org, https://b.example:8443"));
        assertThat(origins.allows("https://chat.example.org", LOCAL_PORT)).isTrue();
        assertThat(origins.allows("https://b.example:8443", LOCAL_PORT)).isTrue();
        assertThat(origins.allows("http://localhost:8081", LOCAL_PORT)).isFalse();
        assertThat(origins.httpsOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://chat.example.org.evil.example",
                "https://evil-chat.example.org",
                "http://chat.example.org",
                "https://chat.example.org:443",
                "https://chat.example.org:8443",
                "https://Chat.example.org",
                "https://chat.example.org/",
                "chat.example.org",
                "https://chat.example.org, https://evil.example",
                "*"
            })
    void rejectsSimilarOrigins(String origin) {
        AllowedOrigins origins = origins(Map.of("CHATBOARD_ORIGINS", "https://chat.example.org"));
        assertThat(origins.allows(origin, LOCAL_PORT)).isFalse();
        assertThat(origins.allows(null, LOCAL_PORT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.example.org",
                "https://chat.example.org/",
                "https://Chat.example.org",
                "https://chat.example.org:443",
                "*",
                "ftp://chat.example.org",
                "null",
                "https://chat.example.org/board",
                "https://a@chat.example.org"
            })
    void rejectsASettingThatNoBrowserCouldSend(String value) {
        assertThatThrownBy(() -> origins(Map.of("CHATBOARD_ORIGINS", value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("CHATBOARD_ORIGINS is \"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 127.0.0.1:8081, http://127.0.0.1:8081",
        "'', 192.0.2.7:8081, http://192.0.2.7:8081",
        "'', Chat:8081, http://chat:8081",
        "'', [2001:db8::1], http://[2001:db8::1]",
        "'', , http://127.0.0.1:8081",
        "'https://chat.example.org,https://b.example', b.example, https://chat.example.org"
    })
    void makesLinksToTheFirstOriginOrElseToTheHostOfTheRequest(String configured, String host, String expected) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> host;
                    case "getScheme" -> "http";
                    case "getLocalPort" -> LOCAL_PORT;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        AllowedOrigins origins = origins(Map.of("CHATBOARD_ADDRESS", "0.0.0.0", "CHATBOARD_ORIGINS", configured));
        assertThat(origins.ofLinks(request)).isEqualTo(expected);
    }

    private static AllowedOrigins origins(Map<String, String> environment) {
        return new AllowedOrigins(Settings.of(environment));
    }
}
