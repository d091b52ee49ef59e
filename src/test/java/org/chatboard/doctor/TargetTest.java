package org.chatboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chatboard.launcher.StartRejectedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080,                   http://127.0.0.1:8080,     127.0.0.1,        8080",
        "http://127.0.0.1:8080/dashboard,  http://127.0.0.1:8080,     127.0.0.1,        8080",
        "https://chat.example.org/,        https://chat.example.org,  chat.example.org, 443",
        "https://chat.example.org:443/,    https://chat.example.org,  chat.example.org, 443",
        "http://chat.example.org,          http://chat.example.org,   chat.example.org, 80",
        "http://[::1]:8080/,               http://[::1]:8080,         ::1,              8080"
    })
    void hasTheOriginThatABrowserSends(String address, String origin, String host, int port) {
        Target target = Target.of(address);
        assertThat(target.origin()).isEqualTo(origin);
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "http://", "http://a b/", "://x", "chat:board"})
    void rejectsAnInvalidAddress(String address) {
        assertThatThrownBy(() -> Target.of(address))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("is not a web address");
    }
}
